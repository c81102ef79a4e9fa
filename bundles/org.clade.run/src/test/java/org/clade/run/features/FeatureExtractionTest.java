package org.clade.run.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ResizedCrop;
import org.clade.api.data.Split;
import org.clade.api.features.FeatureFile;
import org.clade.api.features.FeatureFileRequest;
import org.clade.api.part.Part;
import org.clade.api.part.RefusedException;
import org.clade.api.prediction.Shard;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.Job;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunState;
import org.clade.run.SmallRuns;
import org.clade.run.Stripes;
import org.clade.run.trained.TrainedNetworks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features are written row by row, in parts, and after an interrupt. */
class FeatureExtractionTest {

    private static final int ALL = Stripes.TRAIN + Stripes.TEST;
    private static final int BATCH = 64;
    private static final int HEAD = 128;
    private static final int ROW = 3 * Float.BYTES;

    @TempDir
    private Path out;

    private final Stripes stripes = new Stripes();
    private final MeanColor backbone = new MeanColor();
    private NetworkFeatures features;
    private Path weights;

    /** Repeats pixels. */
    private static final class Repeated implements ImageScaler {

        @Override
        public byte[] scale(byte[] image, ImageShape shape, int height, int width) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] center(byte[] image, ImageShape shape, ResizedCrop crop) {
            int side = crop.crop();
            byte[] center = new byte[side * side];
            for (int i = 0; i < center.length; i++) {
                center[i] = image[i / side * Stripes.SIDE / side * Stripes.SIDE + i % side * Stripes.SIDE / side];
            }
            return center;
        }
    }

    @BeforeEach
    void start() throws Exception {
        SmallRuns small = new SmallRuns(out);
        weights = Files.writeString(out.resolve("net.bin"), "weights");
        features = new NetworkFeatures(
                small.executor,
                new Backbones(List.of(Map.entry(Map.of(Part.ID, "mean-color"), backbone))),
                new TrainedNetworks(small.trained),
                stripes,
                small.engine,
                new Repeated());
    }

    private FeatureFileRequest request(String file) {
        return FeatureFileRequest.of("mean-color(" + weights + ")", "stripes", out.resolve(file));
    }

    private static FeatureFileRequest in(FeatureFileRequest request, String precision) {
        return new FeatureFileRequest(
                request.network(),
                request.data(),
                request.split(),
                request.file(),
                request.limit(),
                request.seed(),
                request.shard(),
                precision,
                request.device(),
                request.resume());
    }

    private FeatureFile written(FeatureFileRequest request) throws Exception {
        InferenceReport<FeatureFile> report = features.start(request).await();
        assertEquals("", report.failure());
        return report.result().orElseThrow();
    }

    private List<String> left() throws Exception {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void everyImageHasARow() throws Exception {
        FeatureFile result = written(request("x.npy"));

        assertEquals(List.of("net.bin", "x.json", "x.labels.csv", "x.npy", "x.paths.csv"), left());
        assertEquals(ALL, result.images());
        assertEquals(3, result.width());
        byte[] file = Files.readAllBytes(out.resolve("x.npy"));
        assertEquals(HEAD + ALL * ROW, file.length);
        String head = new String(file, 10, HEAD - 10, StandardCharsets.US_ASCII);
        assertTrue(head.startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (90, 3), }"), head);
        float[] numbers = new float[ALL * 3];
        ByteBuffer.wrap(file, HEAD, ALL * ROW)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(numbers);
        Dataset set = stripes.open("stripes", Split.ALL);
        byte[] pixels = new byte[ALL * Stripes.SIDE * Stripes.SIDE];
        set.read(0, 0, count -> {}).get(0, pixels);
        for (int image = 0; image < ALL; image++) {
            double mean = 0;
            for (int i = 0; i < Stripes.SIDE * Stripes.SIDE; i++) {
                mean += (pixels[image * Stripes.SIDE * Stripes.SIDE + i] & 0xFF) / 255.0 / Stripes.SIDE / Stripes.SIDE;
            }
            for (int channel = 0; channel < 3; channel++) {
                assertEquals(
                        (mean - MeanColor.MEAN.get(channel)) / MeanColor.DEVIATION.get(channel),
                        numbers[image * 3 + channel],
                        1e-4);
            }
        }
        List<String> paths = Files.readAllLines(out.resolve("x.paths.csv"));
        assertEquals("path", paths.get(0));
        assertEquals(set.item(89), paths.get(90));
        assertEquals(ALL + 1, Files.readAllLines(out.resolve("x.labels.csv")).size());
    }

    @Test
    void theFileNextToItSaysWhatMadeIt() throws Exception {
        written(request("x.npy"));
        JsonObject said =
                JsonParser.parseString(Files.readString(out.resolve("x.json"))).getAsJsonObject();
        JsonObject origin = said.getAsJsonObject("origin");
        assertEquals("mean-color", origin.get("network").getAsString());
        assertEquals("mean of the colors", origin.get("feature").getAsString());
        assertEquals("{\"factor\":\"1\"}", origin.get("options").toString());
        assertEquals(
                DigestUtils.sha256Hex("weights"),
                origin.getAsJsonArray("weights")
                        .get(0)
                        .getAsJsonObject()
                        .get("sha256")
                        .getAsString());
        assertEquals(
                "shorter side 224 bilinear, center 224, mean 0.1 0.2 0.3, deviation 0.5 1.0 2.0",
                origin.get("preprocessing").getAsString());
    }

    @Test
    void interruptedWorkGoesOnAndGivesTheSameFile() throws Exception {
        written(request("whole.npy"));
        AtomicReference<Job<?>> job = new AtomicReference<>();
        backbone.batch = () -> {
            while (job.get() == null) {
                Thread.onSpinWait();
            }
            job.get().stop();
        };
        job.set(features.start(request("x.npy")));
        assertEquals(RunState.STOPPED, ((InferenceReport<?>) job.get().await()).state());
        backbone.batch = () -> {};

        assertEquals(HEAD + BATCH * ROW, Files.size(out.resolve("x.npy.part")));
        String again = refusal(request("x.npy"));
        assertTrue(again.contains("was begun and interrupted; --resume goes on with it"), again);
        String other = features.start(FeatureFileRequest.of(
                                "mean-color(weights=" + weights + ", factor=2)", "stripes", out.resolve("x.npy"))
                        .resumed())
                .await()
                .failure();
        assertTrue(other.contains("was asked something else: origin.options.factor is \"2\", it was \"1\""), other);

        List<Integer> batches = new ArrayList<>();
        backbone.batch = () -> batches.add(1);
        written(request("x.npy").resumed());

        assertEquals(1, batches.size());
        assertArrayEquals(Files.readAllBytes(out.resolve("whole.npy")), Files.readAllBytes(out.resolve("x.npy")));
        assertFalse(Files.exists(out.resolve("x.npy.position.json")));
    }

    @Test
    void thereAreAsManyShardsAsBatches() {
        assertEquals((ALL + BATCH - 1) / BATCH, features.mostShards(request("a.npy")));
        assertThrows(
                RefusedException.class, () -> features.mostShards(FeatureFileRequest.of("unknown", "stripes", out)));
    }

    @Test
    void shardsAreTheParts() throws Exception {
        written(request("whole.npy"));
        FeatureFile first = written(request("a.npy").withShard(new Shard(1, 2)));
        FeatureFile second = written(request("b.npy").withShard(new Shard(2, 2)));

        assertEquals(List.of(BATCH, ALL - BATCH), List.of(first.images(), second.images()));
        assertEquals("2/2", second.shard().orElseThrow());
        byte[] whole = Files.readAllBytes(out.resolve("whole.npy"));
        byte[] rest = Files.readAllBytes(out.resolve("b.npy"));
        assertArrayEquals(
                Arrays.copyOfRange(whole, HEAD + BATCH * ROW, whole.length),
                Arrays.copyOfRange(rest, HEAD, rest.length));
        assertEquals(
                Files.readAllLines(out.resolve("whole.paths.csv")).get(BATCH + 1),
                Files.readAllLines(out.resolve("b.paths.csv")).get(1));
    }

    @Test
    void mergedShardsAreTheWhole() throws Exception {
        written(request("whole.npy"));
        written(request("a.npy").withShard(new Shard(1, 2)));
        written(request("b.npy").withShard(new Shard(2, 2)));
        Path merged = out.resolve("merged.npy");
        List<Path> shards = List.of(out.resolve("b.npy"), out.resolve("a.npy"));

        assertTrue(mergeRefusal(merged, shards.subList(0, 1)).contains("Shards [2/2] are there"));
        assertTrue(mergeRefusal(merged, List.of(out.resolve("whole.npy"))).contains("not of a shard"));
        assertEquals(ALL, features.merge(merged, shards));
        for (String ending : List.of(".npy", ".paths.csv", ".labels.csv")) {
            assertArrayEquals(
                    Files.readAllBytes(out.resolve("whole" + ending)),
                    Files.readAllBytes(out.resolve("merged" + ending)),
                    ending);
        }
        JsonObject said = JsonParser.parseString(Files.readString(out.resolve("merged.json")))
                .getAsJsonObject();
        assertFalse(said.has("shard"));
        assertEquals(ALL, said.get("images").getAsInt());

        written(FeatureFileRequest.of("mean-color(weights=" + weights + ", factor=2)", "stripes", out.resolve("c.npy"))
                .withShard(new Shard(2, 2)));
        String other = mergeRefusal(out.resolve("other.npy"), List.of(out.resolve("a.npy"), out.resolve("c.npy")));
        assertTrue(other.contains("are not of one set: origin.options.factor"), other);
    }

    private String mergeRefusal(Path to, List<Path> shards) {
        return assertThrows(RefusedException.class, () -> features.merge(to, shards))
                .getMessage();
    }

    @Test
    void otherFormatsHoldTheSameNumbers() throws Exception {
        written(request("x.npy"));
        written(request("x2.safetensors"));
        written(request("x3.csv"));
        byte[] npy = Files.readAllBytes(out.resolve("x.npy"));
        byte[] tensors = Files.readAllBytes(out.resolve("x2.safetensors"));
        assertArrayEquals(
                Arrays.copyOfRange(npy, HEAD, npy.length),
                Arrays.copyOfRange(tensors, tensors.length - ALL * ROW, tensors.length));
        float first = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN).getFloat(HEAD);
        List<String> lines = Files.readAllLines(out.resolve("x3.csv"));
        assertEquals(ALL, lines.size());
        assertEquals(first, Float.parseFloat(lines.get(0).split(",")[0]));
    }

    @Test
    void numbersThatAreNotFiniteAreRefusedWithTheirImage() throws Exception {
        InferenceReport<FeatureFile> report = features.start(FeatureFileRequest.of(
                        "mean-color(weights=" + weights + ", factor=0)", "stripes", out.resolve("x.npy")))
                .await();
        assertEquals(RunOutcome.REFUSED, report.outcome());
        String name = stripes.open("stripes", Split.ALL).item(0);
        assertTrue(report.failure().startsWith("Feature 1 of image “" + name + "” is NaN"), report.failure());
        assertEquals(List.of("net.bin"), left());
    }

    @Test
    void whatCannotWorkIsRefusedBeforeAnyWork() throws Exception {
        written(request("x.npy"));
        assertTrue(refusal(request("x.npy")).contains("is there already"));
        assertTrue(refusal(request("x.txt")).contains("names no format of features"));
        assertTrue(refusal(request("none/y.npy")).contains("is not there; make it"));
        assertTrue(refusal(request("y.npy").resumed()).contains("There is no interrupted work"));
        assertEquals(
                "mean-color needs a file.",
                refusal(FeatureFileRequest.of("mean-color", "stripes", out.resolve("y.npy"))));
        Path pickle = Files.write(out.resolve("y.pth"), new byte[] {(byte) 0x80, 2, 'c'});
        assertTrue(refusal(FeatureFileRequest.of(pickle.toString(), "stripes", out.resolve("y.npy")))
                .contains("is a pickle of Python"));
        Path onnx = Files.write(out.resolve("y.onnx"), new byte[] {8, 10, 18});
        assertTrue(refusal(FeatureFileRequest.of(onnx.toString(), "stripes", out.resolve("y.npy")))
                .contains("needs the part onnx"));
        assertTrue(refusal(FeatureFileRequest.of(weights.toString(), "stripes", out.resolve("y.npy")))
                .contains("is no network that Clade knows"));
        for (String missing : List.of("net.safetensors", out.resolve("none").toString())) {
            assertTrue(refusal(FeatureFileRequest.of(missing, "stripes", out.resolve("y.npy")))
                    .startsWith("There is no file “" + missing + "”"));
        }
        assertTrue(refusal(FeatureFileRequest.of(out.toString(), "stripes", out.resolve("y.npy")))
                .startsWith("“" + out + "” is a folder, but no run"));
        Path run = Files.createDirectory(out.resolve("run"));
        Files.writeString(run.resolve("recipe.json"), "{}");
        assertTrue(assertThrows(RefusedException.class, () -> features.network(run.toString()))
                .getMessage()
                .contains("is a run; compute features with it first"));
    }

    @Test
    void aPathMayHaveCommasAndBrackets() throws Exception {
        Path odd = Files.createDirectory(out.resolve("a, b(1)"));
        Path file = Files.copy(weights, odd.resolve("net=2.bin"));
        FeatureFile result = written(FeatureFileRequest.of(
                "mean-color(weights=\"" + file + "\", factor=2)", "stripes", out.resolve("x.npy")));
        assertEquals("net=2.bin", result.origin().weights().get(0).file());
        assertEquals(Map.of("factor", "2"), result.origin().options());
    }

    @Test
    void aNetworkOfAnotherLibraryHasItsOwnPrecision() throws Exception {
        backbone.followsPrecision = false;
        assertEquals("fp32", written(in(request("x.npy"), "auto")).origin().precision());
        assertTrue(refusal(in(request("y.npy"), "bf16")).contains("so --precision bf16 would change nothing"));
    }

    private String refusal(FeatureFileRequest request) {
        return assertThrows(RefusedException.class, () -> features.start(request))
                .getMessage();
    }
}
