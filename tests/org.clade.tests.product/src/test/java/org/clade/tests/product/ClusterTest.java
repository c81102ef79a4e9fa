package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A folder of photographs becomes folders of clusters. */
class ClusterTest {
    private static final Pattern ASSIGNED =
            Pattern.compile("(?m)(?:^|\\n)(?:\"((?:[^\"]|\"\")*)\"|([^\",\\n]*)),(\\d+),([\\d.E-]+),(\\d+)(?=\\n)");

    private static final Pattern EXAMPLE = Pattern.compile(",(\\d+),,([\\d.E-]+(?:,[\\d.E-]+){2})\n");

    @RegisterExtension
    private static final SharedProduct CLADE = new SharedProduct();

    @TempDir
    private Path folder;

    @Test
    void aFolderBecomesClusters() throws IOException {
        Path photos = new Photos(folder.resolve("my photos, 2026")).write(45);
        Files.write(photos.resolve("bad.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});
        Files.createFile(photos.resolve("empty, too.png"));

        Outcome linked =
                cluster(photos, "--k", "3", "--minutes", "0.2").expect(0).inWords();

        RunFolder run = linked.onlyRun();
        linked.complains(
                        "holds 45 color images of different sizes; 2 more cannot be read and are listed in skipped.csv")
                .complains("into 3 clusters by photos")
                .complains("45 images at once because there are no more")
                .says("report.html")
                .says("clusters");
        assertFalse(linked.out().contains("ACC"), linked::toString);
        Map<String, Integer> assigned = assignments(run);
        assertEquals(45, assigned.size());
        assertEquals(
                List.of("path,reason", "bad.jpg,is cut short", "\"empty, too.png\",is empty"),
                run.lines("skipped.csv"));
        assertTrue(Files.size(run.path().resolve("report.html")) > 1000);
        assertTrue(run.lines("duplicates.csv").get(0).startsWith("first,second"));
        assertTrue(run.lines("outliers.csv").size() > 10);
        String screen = linked.out().replace('\n', ' ');
        for (String sentence : List.of(
                "images that are least like others (outliers.csv)",
                "without labels no measure tells which is better")) {
            assertTrue(screen.contains(sentence), linked::toString);
        }
        assertFalse(run.json("summary.json").has("acc"), "no labels were given");
        assertExamplesAsEvaluated(run);
        for (Path image : images(run)) {
            assertTrue(Files.isSymbolicLink(image), image::toString);
            String item = photos.relativize(Files.readSymbolicLink(image)).toString();
            assertEquals(assigned.get(item), clusterOf(image), item);
        }
        assertEquals(45, images(run).size());
        for (int cluster : new TreeSet<>(assigned.values())) {
            assertTrue(Files.size(run.path().resolve("contact-sheets/" + cluster + ".png")) > 100, "of " + cluster);
        }

        Path elsewhere = folder.resolve("elsewhere");
        Outcome copied = cluster(
                        photos, "--k", "2", "--minutes", "0.1", "--copy", "--json", "--out", elsewhere.toString())
                .expect(0)
                .inWords();
        JsonObject said = copied.json().getAsJsonObject();
        RunFolder second = RunFolder.below(elsewhere);
        assertEquals(second.path().toString(), said.get("folder").getAsString());
        assertEquals(2, said.get("k").getAsInt());
        assertEquals(45, images(second).size());
        for (Path image : images(second)) {
            assertTrue(Files.isRegularFile(image, LinkOption.NOFOLLOW_LINKS), image::toString);
        }
    }

    @Test
    void aRangeOfNumbersIsCompared() throws IOException {
        Path photos = new Photos(folder.resolve("photos")).write(30);
        Outcome chosen = cluster(photos, "--k", "2..5", "--minutes", "0.3", "--no-files", "--json")
                .expect(0)
                .inWords();
        JsonObject said = chosen.json().getAsJsonObject();
        JsonObject counts = said.getAsJsonObject("counts");
        assertEquals(4, counts.getAsJsonArray("curve").size());
        assertEquals(said.get("k"), counts.get("k"), "the recommended number is trained");
        assertEquals(2, chosen.runs().size(), "one run to compare on, and one with the chosen number");
        RunFolder last = new RunFolder(folder.resolve(said.get("folder").getAsString()));
        assertEquals(5, last.lines("counts.csv").size());
        assertFalse(Files.exists(last.path().resolve("clusters")), "--no-files");

        JsonObject again = CLADE.in(folder)
                .run("runs:count", last.path().toString(), "--k", "2..4", "--json")
                .expect(0)
                .json()
                .getAsJsonObject();
        assertEquals(3, again.getAsJsonArray("curve").size());
        assertEquals(4, last.lines("counts.csv").size());

        BufferedImage gray = new BufferedImage(50, 40, BufferedImage.TYPE_BYTE_GRAY);
        gray.setRGB(20, 20, 0xFFFFFF);
        ImageIO.write(gray, "png", folder.resolve("outside.png").toFile());
        JsonObject similar = CLADE.in(folder)
                .run("similar", last.path().toString(), "outside.png", "--count", "3", "--json")
                .expect(0)
                .json()
                .getAsJsonObject();
        assertEquals(3, similar.getAsJsonArray("similar").size(), "a gray image from elsewhere, for a color network");
    }

    @Test
    void whatCannotBeClusteredIsRefused() throws IOException {
        Path photos = new Photos(folder.resolve("photos")).write(24);
        Files.write(photos.resolve("bad.jpg"), new byte[] {1});
        refused(photos, "bad.jpg", "--strict");
        refused(photos, "holds 24 images, which are too few for 13 clusters; give --k 12 or fewer", "--k", "13");
        refused(photos, "--minutes must be above 0", "--minutes", "0");
        refused(photos, "is no number of clusters", "--k", "many");
        refused(photos, "There is no variant", "--variant", "photo");
        refused(folder.resolve("nowhere"), "There is no folder");
        refused(Files.createDirectory(folder.resolve("empty")), "is empty");
        Path texts = Files.createDirectory(folder.resolve("texts"));
        Files.writeString(texts.resolve("a.txt"), "a");
        refused(texts, "holds no images");
        Path damaged = Files.createDirectory(folder.resolve("damaged"));
        Files.write(damaged.resolve("a.png"), new byte[] {1});
        Files.write(damaged.resolve("b.png"), new byte[] {2});
        refused(damaged, "cannot be read");
        refused(new Photos(folder.resolve("one")).write(1), "holds one image, and at least 20 are needed");
        Path equal = Files.createDirectory(folder.resolve("equal"));
        try (Stream<Path> first = Files.list(new Photos(folder.resolve("first")).write(1))) {
            Path image = first.filter(Files::isRegularFile).findFirst().orElseThrow();
            for (int i = 0; i < 20; i++) {
                Files.copy(image, equal.resolve(i + ".png"));
            }
        }
        refused(equal, "are the same");
        assertFalse(Files.exists(folder.resolve("runs")), "nothing half-written");
    }

    @Test
    void anInterruptionKeepsWhatThereIs() throws IOException, InterruptedException {
        Path photos = new Photos(folder.resolve("photos")).write(30);
        Outcome run = new Product(folder)
                .start("cluster", photos.toString(), "--k", "2", "--minutes", "60")
                .awaitText("training, epoch 2")
                .signal("INT")
                .await(Duration.ofMinutes(5));
        run.expect(130).inWords().says("resume");
        RunFolder left = run.onlyRun();
        assertEquals("stopped", left.json("summary.json").get("status").getAsString());
        assertEquals(30, images(left).size(), "clusters of what was learned so far");
    }

    @Test
    void foldersAreLabelsThatOnlyScore() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Pattern number = Pattern.compile(" (\\d+)\\.\\w+$");
        try (Stream<Path> files = Files.walk(new Photos(folder.resolve("mixed")).write(45))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher found = number.matcher(file.toString());
                assertTrue(found.find(), file::toString);
                Path kind = Files.createDirectories(photos.resolve("kind " + Integer.parseInt(found.group(1)) % 3));
                Files.move(file, kind.resolve(file.getFileName()));
            }
        }
        Outcome scored = cluster(photos, "--k", "3", "--minutes", "0.1", "--labels", "folders", "--no-files")
                .expect(0)
                .inWords()
                .complains("with folders as labels that only score")
                .says("ACC")
                .says("The network has an ACC of")
                .says("on color histograms");
        JsonObject summary = scored.onlyRun().json("summary.json");
        for (String of : List.of("kmeans", "kmeans_histogram")) {
            assertTrue(summary.getAsJsonObject(of).get("acc").getAsDouble() > 0.3, of);
        }
    }

    @Test
    void aStoppedClusteringGoesOn() throws IOException, InterruptedException {
        Path photos = new Photos(folder.resolve("photos")).write(30);
        for (String signal : List.of("TERM", "KILL")) {
            Path in = Files.createDirectory(folder.resolve(signal));
            Product product = new Product(in);
            Outcome cut = product.start("cluster", photos.toString(), "--k", "2", "--minutes", "1", "--out", "runs")
                    .awaitEvent("checkpointed")
                    .signal(signal)
                    .await(Duration.ofMinutes(5));
            RunFolder run = cut.expect(signal.equals("TERM") ? 143 : 137)
                    .complains("within 1 minute.")
                    .inWords()
                    .onlyRun();
            Outcome resumed =
                    CLADE.in(in).run("resume", run.path().toString()).expect(0).inWords();
            assertEquals("finished", run.json("summary.json").get("status").getAsString(), resumed::toString);
            assertEquals(30, images(run).size(), "folders of clusters after " + signal);
            assertEquals(30, assignments(run).size());
            assertEquals(1, run.lines("skipped.csv").size());
            for (String file : List.of("duplicates.csv", "outliers.csv", "report.html", "contact-sheets")) {
                assertTrue(Files.exists(run.path().resolve(file)), file + " after " + signal);
            }
        }
    }

    private Outcome cluster(Path photos, String... options) {
        return CLADE.in(folder)
                .run(Stream.concat(
                                Stream.of("cluster", photos.toString(), "--precision", "fp32", "--progress", "plain"),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    /** The label features of the examples are those of the evaluation: the largest belongs to the cluster. */
    private static void assertExamplesAsEvaluated(RunFolder run) {
        Matcher example = EXAMPLE.matcher(String.join("\n", run.lines("figures/examples.csv")) + "\n");
        int examples = 0;
        while (example.find()) {
            double[] features = Stream.of(example.group(2).split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            int cluster = Integer.parseInt(example.group(1));
            assertEquals(DoubleStream.of(features).max().orElseThrow(), features[cluster], example.group());
            examples++;
        }
        assertTrue(examples > 3, examples + " examples");
    }

    private void refused(Path photos, String why, String... options) {
        cluster(photos, options).expect(2).inWords().complains(why);
    }

    private static int clusterOf(Path image) {
        return Integer.parseInt(image.getParent().getFileName().toString());
    }

    private static List<Path> images(RunFolder run) throws IOException {
        try (Stream<Path> files = Files.walk(run.path().resolve("clusters"), 2)) {
            return files.filter(file -> !Files.isDirectory(file)).toList();
        }
    }

    /** {@return the cluster of each image; names may hold commas, quotes and line feeds} */
    private static Map<String, Integer> assignments(RunFolder run) throws IOException {
        Map<String, Integer> clusters = new TreeMap<>();
        Matcher rows = ASSIGNED.matcher(Files.readString(run.path().resolve("assignments.csv")));
        while (rows.find()) {
            String name = rows.group(1) == null ? rows.group(2) : rows.group(1).replace("\"\"", "\"");
            clusters.put(name, Integer.parseInt(rows.group(3)));
        }
        return clusters;
    }
}
