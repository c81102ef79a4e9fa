package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Vectors as data: principal components of 1,500 images of Fashion-MNIST, written by NumPy (make-vectors.py). */
class VectorsTest {

    /** Ten equal clusters by chance have an accuracy of about 0.12. */
    private static final double CHANCE = 0.2;

    @RegisterExtension
    private static final SharedProduct CLADE = new SharedProduct();

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        for (String name : new String[] {"vectors.npy", "labels.npy"}) {
            try (InputStream in = VectorsTest.class.getResourceAsStream(name)) {
                Files.copy(in, folder.resolve(name));
            }
        }
    }

    @Test
    void theRecipesLearnFromVectors() throws IOException {
        learns("gatcluster-features", "--max-batches", "8", "--set", "batch=500");
        learns("mmdc-features", "--epochs", "4", "--set", "batch=100", "--set", "minibatch=100");
        RunFolder run = learns("dac-features", "--epochs", "4", "--set", "batch=500");

        Files.writeString(
                folder.resolve("paths.txt"),
                IntStream.range(0, 1500).mapToObj(i -> "p/" + i + ".png").collect(Collectors.joining("\n")));
        CLADE.in(folder)
                .run("predict", run.path().toString(), "vectors.npy", "--paths", "paths.txt", "--to", "table.csv")
                .expect(0);
        assertTrue(Files.readAllLines(folder.resolve("table.csv")).get(1).startsWith("p/0.png,"));
    }

    private RunFolder learns(String variant, String... more) throws IOException {
        Path out = folder.resolve(variant);
        String[] command = {
            "run",
            variant,
            "--data",
            "vectors.npy",
            "--labels",
            "labels.npy",
            "--out",
            out.toString(),
            "--progress",
            "none"
        };
        String[] whole = new String[command.length + more.length];
        System.arraycopy(command, 0, whole, 0, command.length);
        System.arraycopy(more, 0, whole, command.length, more.length);
        CLADE.in(folder).run(whole).expect(0).says("k-means on the vectors of 32 values");
        RunFolder run = RunFolder.below(out);
        double acc = run.json("summary.json").get("acc").getAsDouble();
        assertTrue(acc > CHANCE, variant + " has an accuracy of " + acc);
        assertTrue(Files.size(run.path().resolve("report.html")) > 1000);
        return run;
    }

    @Test
    void classicalMethodsClusterVectors() {
        for (String method : new String[] {"kmeans", "gmm", "hdbscan"}) {
            JsonObject said = CLADE.in(folder)
                    .run("baseline", method, "--cosine", "--data", "vectors.npy", "--labels", "labels.npy", "--json")
                    .expect(0)
                    .json()
                    .getAsJsonObject();
            assertEquals("vectors of 32 values", said.get("clustered").getAsString());
            assertTrue(said.getAsJsonObject().get("nmi").getAsDouble() > 0.1, said::toString);
            assertEquals(method.equals("hdbscan"), said.get("noise").getAsInt() > 0, said::toString);
        }
        CLADE.in(folder)
                .run("baseline", "hdbscan", "--data", "vectors.npy")
                .expect(0)
                .says("hdbscan on vectors of 32 values")
                .says("scored as a cluster of their own");
        CLADE.in(folder)
                .run("data:info", "vectors.npy", "--labels", "labels.npy")
                .expect(0)
                .says("vectors of 32 values");
    }

    @Test
    void whatDoesNotFitIsRefusedInASentence() throws IOException {
        refused(
                "made for images, but the data are vectors of 32 values",
                "run",
                "gatcluster-28",
                "--data",
                "vectors.npy");
        refused("made for vectors, but the data are images of 1×28×28", "run", "mmdc-features");
        refused("holds vectors, and cluster takes a folder of images", "cluster", "vectors.npy");
        Files.writeString(folder.resolve("few.txt"), "a\nb\n");
        refused("2 labels", "data:check", "vectors.npy", "--labels", "few.txt");
        refused("2 paths", "run", "dac-features", "--data", "vectors.npy", "--paths", "few.txt");
        Files.writeString(folder.resolve("nan.csv"), "1,2\n3,nan\n");
        refused("NaN in row 1, column 1", "baseline", "kmeans", "--k", "2", "--data", "nan.csv");
        Files.write(folder.resolve("cut.npy"), Arrays.copyOf(Files.readAllBytes(folder.resolve("vectors.npy")), 999));
        refused("cut short", "data:info", "cut.npy");
        assertEquals(0, CLADE.in(folder).run("runs:list").expect(0).runs().size(), "no run was begun");
    }

    private void refused(String sentence, String... command) {
        CLADE.in(folder).run(command).expect(2).complains(sentence);
    }
}
