package org.clade.report.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What attention makes of the images. */
final class PicturesSection {

    private PicturesSection() {}

    static void add(Page page) {
        page.pictures().address("attention.jpg").ifPresent(address -> {
            page.put(
                    "attention",
                    Map.of(
                            "picture",
                            address,
                            "alt",
                            "Pairs of an image and the same image under the weights of the attention module",
                            "sentence",
                            "Each image, and to its right the same image under the weights of the attention module: what stays bright counts, what turns blue does not. The weights are in figures/attention.csv."));
            page.section("attention", "Attention");
        });
        List<Map<String, String>> pictures = new ArrayList<>();
        for (String name : chosen(page)) {
            page.pictures()
                    .address(name)
                    .ifPresent(address -> pictures.add(Map.of("picture", address, "alt", words(name))));
        }
        if (!pictures.isEmpty()) {
            page.put(
                    "transformed",
                    Map.of(
                            "pictures",
                            pictures,
                            "sentence",
                            "What the spatial transformer on the images makes of them: in each pair the original is on the left. Statistics are mean, standard deviation and variance of the images of each class or cluster. Pictures of other epochs are in figures/."));
            page.section("transformed", "Transformed images");
        }
    }

    private static String words(String name) {
        String epoch = name.replaceAll("\\D", "").replaceFirst("^0+(?=\\d)", "");
        return (name.contains("examples") ? "Examples" : "Statistics") + " after epoch " + epoch
                + ": originals on the left, transformed on the right";
    }

    /** {@return the first and the last of each kind} */
    private static List<String> chosen(Page page) {
        if (!Files.isDirectory(page.figures())) {
            return List.of();
        }
        try (Stream<java.nio.file.Path> all = Files.list(page.figures())) {
            List<String> names = all.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("transformer-epoch-\\d+-(examples|statistics)\\.png"))
                    .sorted()
                    .toList();
            List<String> chosen = new ArrayList<>();
            for (String kind : List.of("examples", "statistics")) {
                List<String> some =
                        names.stream().filter(name -> name.contains(kind)).toList();
                if (!some.isEmpty()) {
                    chosen.add(some.get(some.size() - 1));
                    if (some.size() > 1) {
                        chosen.add(some.get(0));
                    }
                }
            }
            return chosen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
