package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
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
class NetworkFeaturesTest {
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

    @TempDir
    private Path folder;

    @Test
    void featuresOfAFolderAreClustered() throws IOException {
        Path photos = new Photos(folder.resolve("my photos, 2026")).write(45);
        String all = photos + "(labels=none)";
        Commands product = CLADE.in(folder);

        JsonObject said = product.run("features", all, "--network", SCRIPT.toString(), "--to", "x.npy", "--json")
                .expect(0)
                .inWords()
                .json()
                .getAsJsonObject();

        assertEquals(45, said.get("images").getAsInt());
        assertEquals(
                "torchscript", said.getAsJsonObject("origin").get("network").getAsString());
        assertEquals(HEAD + 45L * WIDTH * Float.BYTES, Files.size(folder.resolve("x.npy")));
        assertEquals(said, JsonParser.parseString(Files.readString(folder.resolve("x.json"))));
        product.run("features", all, "--network", SCRIPT.toString(), "--to", "x.npy")
                .expect(2)
                .inWords()
                .complains("is there already");
        product.run("features", all, "--network", ONNX.toString(), "--to", "y.npy")
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
    }
}
