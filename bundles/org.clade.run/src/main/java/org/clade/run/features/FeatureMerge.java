package org.clade.run.features;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.part.RefusedException;
import org.clade.api.prediction.Shard;
import org.clade.base.csv.CsvFile;
import org.clade.base.file.AtomicFile;
import org.clade.run.file.GrowingFile;
import org.clade.run.folder.JsonDifference;

/** Puts shards of features together, after checking that each is whole and there once. */
final class FeatureMerge {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private FeatureMerge() {}

    /**
     * Merges.
     *
     * @param to the file for all images
     * @param files the files of the shards, in any order
     * @return how many images it has
     */
    static int merge(Path to, List<Path> files) {
        FeatureOutput.check(to, false);
        List<FeatureShard> shards = checked(to, files);
        FeatureShard first = shards.get(0);
        int rows = shards.stream().mapToInt(FeatureShard::rows).sum();
        FeatureFormat format = FeatureFormat.of(to);
        Path folder = to.getParent();
        List<String> paths = column(shards, "paths", folder);
        List<String> labels = column(shards, "labels", folder);
        try (GrowingFile file = GrowingFile.begin(to)) {
            file.append(ByteBuffer.wrap(format.head(rows, first.width())));
            for (FeatureShard shard : shards) {
                file.append(shard.file(), format.head(shard.rows(), shard.width()).length);
            }
            file.force();
            write(to, "paths", "path", paths);
            write(to, "labels", "label", labels);
            double seconds = shards.stream().mapToDouble(FeatureShard::seconds).sum();
            JsonObject said = first.whole(to.getFileName().toString(), rows, seconds);
            AtomicFile.write(FeatureOutput.companion(to, ".json"), GSON.toJson(said) + "\n");
            file.finish();
        }
        return rows;
    }

    private static List<String> column(List<FeatureShard> shards, String name, Path folder) {
        List<String> values = new ArrayList<>();
        shards.forEach(shard -> values.addAll(shard.column(name, folder)));
        return values;
    }

    private static void write(Path to, String name, String head, List<String> values) {
        if (!values.isEmpty()) {
            CsvFile.write(
                    FeatureOutput.companion(to, "." + name + ".csv"),
                    List.of(head),
                    values.stream().map(List::of).toList());
        }
    }

    /** {@return the shards in their order} */
    private static List<FeatureShard> checked(Path to, List<Path> files) {
        if (files.isEmpty()) {
            throw new RefusedException("There are no shards to merge; name their files.");
        }
        List<FeatureShard> shards = files.stream()
                .map(file -> FeatureShard.of(file.toAbsolutePath().normalize()))
                .sorted(Comparator.comparingInt(shard -> shard.shard().index()))
                .toList();
        FeatureShard first = shards.get(0);
        for (FeatureShard shard : shards) {
            if (FeatureFormat.of(shard.file()) != FeatureFormat.of(to)) {
                throw new RefusedException(
                        "“%s” and “%s” have other formats; give both the same ending.".formatted(shard.file(), to));
            }
            if (!shard.common().equals(first.common())) {
                throw new RefusedException(
                        "“%s” and “%s” are not of one set: %s; merge shards that were asked the same."
                                .formatted(
                                        first.file(), shard.file(), JsonDifference.words(bytes(first), bytes(shard))));
            }
        }
        int count = first.shard().count();
        List<Shard> there = shards.stream().map(FeatureShard::shard).toList();
        List<Shard> wanted = IntStream.rangeClosed(1, count)
                .mapToObj(index -> new Shard(index, count))
                .toList();
        if (!there.equals(wanted)) {
            throw new RefusedException(
                    "Shards %s are there, but each of %s is needed once; compute or leave out the others."
                            .formatted(there, wanted));
        }
        return shards;
    }

    private static byte[] bytes(FeatureShard shard) {
        return shard.common().toString().getBytes(StandardCharsets.UTF_8);
    }
}
