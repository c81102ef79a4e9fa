package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
<<<<<<< HEAD
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run with pretrained weights can be resumed and used while its file of weights is what it was, and says so if it is not. */
class PretrainedTest {
    private static final Path GOLDEN = Path.of("../org.clade.golden/src/main/resources/golden");
    private static final String WEIGHTS = "weights.safetensors";
    private static final String IMAGES = "noise(images=40, size=32, channels=3)";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
=======
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Networks from files see images: their features, and the clusters of these. */
class PretrainedTest {
    private static final Path BUNDLES =
            Path.of("../../bundles").toAbsolutePath().normalize();
    private static final Path SCRIPT = BUNDLES.resolve(
            "org.clade.backbone.torchscript/src/test/resources/org/clade/backbone/torchscript/vector.pt");
    private static final Path ONNX =
            BUNDLES.resolve("org.clade.backbone.onnx/src/test/resources/org/clade/backbone/onnx/vector.onnx");
    private static final int HEAD = 128;
    private static final int WIDTH = 6;

    @RegisterExtension
    private static final SharedProduct CLADE = new SharedProduct();
>>>>>>> 67eb347f (Merge shards of features)

    @TempDir
    private Path folder;

<<<<<<< HEAD
    private Path weights(String name, Path to) throws IOException {
        return Files.copy(GOLDEN.resolve(name), to.resolve(WEIGHTS), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String[] training(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "gatcluster-pretrained",
                "--data",
                IMAGES,
                "--seed",
                "2",
                "--epochs",
                "4",
                "--no-baseline",
                "--progress",
                "none"));
        for (String setting : List.of(
                "backbone.weights=" + WEIGHTS,
                "size=32",
                "batch=20",
                "minibatch=10",
                "epochs_per_batch=2",
                "clusters=3")) {
            arguments.addAll(List.of("--set", setting));
        }
        arguments.addAll(Arrays.asList(more));
        return arguments.toArray(String[]::new);
    }

    @Test
    void aCutRunGoesOnWithTheSameFileAndSaysIfItIsAnother() throws Exception {
        Path uncut = Files.createDirectory(folder.resolve("uncut"));
        Path cut = Files.createDirectory(folder.resolve("cut"));
        for (Path place : List.of(uncut, cut)) {
            weights("resnet_basic.safetensors", place);
        }
        RunFolder whole = new Product(uncut).run(training()).expect(0).onlyRun();
        JsonObject known =
                whole.json("lock.json").getAsJsonArray("weights").get(0).getAsJsonObject();
        assertEquals(
                uncut.toRealPath().resolve(WEIGHTS),
                Path.of(known.get("file").getAsString()).toRealPath());
        assertEquals(64, known.get("sha256").getAsString().length());

        Product product = new Product(cut);
        RunFolder run = product.start(training())
                .awaitEvent("checkpointed")
                .signal("KILL")
                .await(PATIENCE)
                .onlyRun();
        String name = run.path().toString();
        weights("resnet_bottleneck.safetensors", cut);
        product.run("resume", name)
                .expect(2)
                .inWords()
                .complains("have changed since run " + name + " began with them (SHA-256");
        Files.delete(cut.resolve(WEIGHTS));
        product.run("predict", name, IMAGES)
                .expect(2)
                .inWords()
                .complains("began with cannot be read: there is no file of that name; put the file back");
        weights("resnet_basic.safetensors", cut);
        product.run("resume", name).expect(0).inWords();
        assertEquals(whole.lines("metrics.csv"), run.lines("metrics.csv"));
        product.run("predict", name, IMAGES, "--limit", "5").expect(0).inWords();
    }

    @Test
    void theRecipeAsksForItsFile() {
        Product product = new Product(folder);
        product.run("run", "gatcluster-pretrained", "--data", IMAGES)
                .expect(2)
                .inWords()
                .complains(
                        "torchvision-resnet needs a file of weights; write torchvision-resnet(weights=<file.safetensors>)");
        assertTrue(Files.notExists(folder.resolve("runs")));
=======
    @Test
    void featuresOfAFolderAreClustered() throws IOException {
        Path photos = new Photos(folder.resolve("my photos, 2026")).write(45);
        Commands product = CLADE.in(folder);

        JsonObject said = product.run(
                        "features", photos.toString(), "--network", SCRIPT.toString(), "--to", "x.npy", "--json")
                .expect(0)
                .inWords()
                .json()
                .getAsJsonObject();

        assertEquals(45, said.get("images").getAsInt());
        assertEquals(
                "torchscript", said.getAsJsonObject("origin").get("network").getAsString());
        assertEquals(HEAD + 45L * WIDTH * Float.BYTES, Files.size(folder.resolve("x.npy")));
        assertEquals(said, JsonParser.parseString(Files.readString(folder.resolve("x.json"))));
        product.run("features", photos.toString(), "--network", SCRIPT.toString(), "--to", "x.npy")
                .expect(2)
                .inWords()
                .complains("is there already");
        product.run("features", photos.toString(), "--network", ONNX.toString(), "--to", "y.npy")
                .expect(2)
                .inWords()
                .complains("needs the part onnx");

        Outcome clustered = product.run(
                        "cluster",
                        photos.toString(),
                        "--network",
                        SCRIPT.toString(),
                        "--variant",
                        "mmdc-features",
                        "--k",
                        "3",
                        "--minutes",
                        "0.3",
                        "--progress",
                        "none")
                .expect(0)
                .inWords();
        clustered
                .complains("vector.pt sees them as 32×32 pixels; mmdc-features clusters its features")
                .says("contact-sheets");
        Path run = folder.resolve("runs/my_photos_2026");
        assertTrue(Files.isDirectory(run), "the run is named after the folder");
        try (Stream<Path> files = Files.walk(run)) {
            List<Path> images = files.filter(Files::isSymbolicLink).toList();
            assertEquals(45, images.size());
            for (Path image : images) {
                assertTrue(Files.readSymbolicLink(image).startsWith(photos.toRealPath()), image::toString);
            }
        }
        try (Stream<Path> files = Files.walk(folder.resolve("runs/features"))) {
            assertEquals(
                    List.of("my_photos_2026.json", "my_photos_2026.npy", "my_photos_2026.paths.csv"),
                    files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .sorted()
                            .toList());
        }
    }

    /** ONNX Runtime comes into a running Clade, which has none. */
    @Test
    void onnxRuntimeIsDeployed() throws IOException {
        Path jar;
        try (Stream<Path> jars = Files.list(BUNDLES.resolve("org.clade.backbone.onnx/target"))) {
            jar = jars.filter(file ->
                            file.getFileName().toString().matches("org.clade.backbone.onnx-[^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
        Path script = Files.writeString(
                folder.resolve("onnx.clade"),
                """
                part:deploy %s
                features fashion-mnist-10k --limit 20 --network %s --to onnx.npy --progress none
                features fashion-mnist-10k --limit 20 --network %s --to script.npy --progress none
                """
                        .formatted(jar, ONNX, SCRIPT));
        Product.ofItsOwn(folder).run("-f", script.toString()).expect(0).says("serves: backbone onnx");

        byte[] onnx = Files.readAllBytes(folder.resolve("onnx.npy"));
        byte[] torch = Files.readAllBytes(folder.resolve("script.npy"));
        assertEquals(HEAD + 20 * WIDTH * Float.BYTES, onnx.length);
        ByteBuffer ours = ByteBuffer.wrap(onnx).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer theirs = ByteBuffer.wrap(torch).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = HEAD; at < onnx.length; at += Float.BYTES) {
            assertEquals(theirs.getFloat(at), ours.getFloat(at), 1e-4);
        }
>>>>>>> 67eb347f (Merge shards of features)
    }
}
