package org.clade.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.clade.api.evaluation.EvaluationPoint;
import org.clade.api.run.RunEvent;
import org.clade.engine.torch.TorchEngine;
import org.clade.picture.FakeRun;
import org.clade.picture.NoiseImages;
import org.clade.tensorboard.EventReader.Fields;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What event files hold, read by {@link EventReader}. */
class TensorBoardListenerTest {

    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;
    private static final int SIMPLE_VALUE = 2;
    private static final int IMAGE = 4;
    private static final int HISTO = 5;
    private static final int METADATA = 9;

    @TempDir
    private Path folder;

    private boolean attends;

    @BeforeEach
    void filesOfTheRun() throws IOException {
        Files.writeString(
                folder.resolve("recipe.json"),
                """
                {":configurator:resource-version": 1,
                 "org.clade.variant~fake": {"method": "Fake", "clusters": 8, "drop_last": false, "heads": ["mlp(width=9)", "mlp"]}}
                """);
        Files.writeString(folder.resolve("request.json"), "{\"data\": \"noise\", \"seed\": 3}");
    }

    private void evaluate(TensorBoardListener listener, EvaluationPoint... points) throws IOException {
        try (NDManager manager = TorchEngine.start().newManager(Device.cpu())) {
            FakeRun run = new FakeRun(manager, folder, new NoiseImages(40, 3, 8, true));
            run.attends = attends;
            for (EvaluationPoint point : points) {
                Files.writeString(
                        folder.resolve("metrics.jsonl"),
                        "{\"epoch\":%s,\"round\":%s,\"step\":%s,\"acc\":0.5,\"nmi\":null,\"loss_entropy\":-1.5,\"edited\":\"x\",\"images_per_second\":200}%n"
                                .formatted(point.epoch(), point.round(), point.step()),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                listener.onEvaluation(run, point);
            }
        }
    }

    private static EvaluationPoint point(long step, boolean last) {
        return new EvaluationPoint(1, (int) step, step, false, last, last);
    }

    private static void end(TensorBoardListener listener, RunEvent.Type type) {
        listener.onEvent(new RunEvent("noise/fake/20260102-030405-s1", type, Instant.EPOCH, Map.of()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("events.out.tfevents."))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, Fields> values(Fields event) {
        return event.has(SUMMARY)
                ? event.message(SUMMARY).messages(1).stream()
                        .collect(Collectors.toMap(
                                value -> value.text(1), value -> value, (a, b) -> b, LinkedHashMap::new))
                : Map.of();
    }

    private static Map<String, Fields> allValues(List<Fields> events) {
        Map<String, Fields> all = new LinkedHashMap<>();
        events.forEach(event -> all.putAll(values(event)));
        return all;
    }

    @Test
    void scoresLossesHistogramsAndPicturesAreRead() throws IOException {
        attends = true;
        TensorBoardListener listener = new TensorBoardListener("on");
        evaluate(listener, point(0, false), point(10, true));
        end(listener, RunEvent.Type.FINISHED);

        List<Fields> events = EventReader.read(files().get(0));
        assertEquals("brain.Event:2", events.get(0).text(FILE_VERSION));
        assertTrue((double) events.get(0).one(WALL_TIME) > 1.7e9);
        Fields last = events.get(events.size() - 2);
        assertEquals(10, last.number(STEP));
        Map<String, Fields> values = values(last);
        assertEquals(0.5f, values.get("scores/acc").one(SIMPLE_VALUE));
        assertEquals(-1.5f, values.get("losses/loss_entropy").one(SIMPLE_VALUE));
        assertEquals(200f, values.get("progress/images_per_second").one(SIMPLE_VALUE));
        assertFalse(values.containsKey("scores/nmi"), "no number");
        assertFalse(values.containsKey("scores/edited"), "no number");

        Fields histogram = values.get("clusters/images").message(HISTO);
        double[] counts = histogram.packedDoubles(7);
        assertArrayEquals(new double[] {13, 13, 14}, Arrays.copyOf(counts, 3));
        assertEquals(40.0, histogram.one(3));
        assertEquals(histogram.packedDoubles(6).length, counts.length);
        Fields features = values.get("label_features/all").message(HISTO);
        assertEquals(40 * 8.0, DoubleStream.of(features.packedDoubles(7)).sum());

        for (String tag : List.of("clusters", "attention")) {
            Fields image = values.get(tag).message(IMAGE);
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream((byte[]) image.one(4)));
            assertEquals(picture.getHeight(), image.number(1), tag);
            assertEquals(picture.getWidth(), image.number(2), tag);
        }
    }

    @Test
    void theRecipeIsTheHyperparametersAndTheEndIsRecorded() throws IOException {
        TensorBoardListener listener = new TensorBoardListener((String) null);
        evaluate(listener, point(0, false));
        end(listener, RunEvent.Type.FAILED);

        Map<String, Fields> values = allValues(EventReader.read(files().get(0)));
        Fields plugin =
                values.get("_hparams_/session_start_info").message(METADATA).message(1);
        assertEquals("hparams", plugin.text(1));
        Map<String, Fields> parameters = plugin.message(2).message(3).messages(1).stream()
                .collect(Collectors.toMap(entry -> entry.text(1), entry -> entry.message(2)));
        assertEquals(8.0, parameters.get("clusters").one(2));
        assertEquals("mlp(width=9); mlp", parameters.get("heads").text(3));
        assertTrue(parameters.get("drop_last").has(4));
        assertEquals("noise", parameters.get("run.data").text(3));
        Fields end = values.get("_hparams_/session_end_info").message(METADATA).message(1);
        assertEquals(2, end.message(2).message(4).number(1), "failure");
    }

    @Test
    void aFileThatAKillHasCutIsReadUpToItsLastRecord() throws IOException {
        evaluate(new TensorBoardListener("on"), point(0, false), point(10, false));
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        List<Fields> events = EventReader.read(file);
        assertEquals(10, events.get(events.size() - 1).number(STEP), "nothing waits in memory");

        Files.write(file, Arrays.copyOf(whole, whole.length - 3));
        assertEquals(events.size() - 1, EventReader.read(file).size());
    }

    @Test
    void aResumedRunGoesOnInANewFileWhichVoidsLaterSteps() throws IOException {
        evaluate(new TensorBoardListener("on"), point(0, false), point(20, false));
        evaluate(new TensorBoardListener("on"), point(10, false), point(15, false), point(12, false));

        assertEquals(2, files().size());
        List<Fields> second = EventReader.read(files().get(1));
        assertEquals(
                List.of(10L, 12L),
                second.stream()
                        .filter(event -> event.has(SESSION_LOG))
                        .map(event -> event.number(STEP))
                        .toList(),
                "after the resume, and after a rollback");
        assertEquals(
                1,
                second.stream()
                        .filter(event -> event.has(SESSION_LOG))
                        .findFirst()
                        .orElseThrow()
                        .message(SESSION_LOG)
                        .number(1));
    }

    @Test
    void theProjectorHasVectorsNamesAndASprite() throws IOException {
        evaluate(new TensorBoardListener("on"), point(0, false), point(10, true));

        String configuration = Files.readString(folder.resolve("projector_config.pbtxt"));
        assertTrue(configuration.contains("tensor_path: \"projector/features.tsv\""), configuration);
        assertTrue(configuration.contains("single_image_dim: 8"), configuration);
        List<String> vectors = Files.readAllLines(folder.resolve("projector/features.tsv"));
        assertEquals(40, vectors.size());
        assertEquals(3 * 8 * 8, vectors.get(0).split("\t").length);
        assertEquals(
                8,
                Files.readAllLines(folder.resolve("projector/label-features.tsv"))
                        .get(0)
                        .split("\t")
                        .length);
        List<String> names = Files.readAllLines(folder.resolve("projector/images.tsv"));
        assertEquals("image\tcluster\tconfidence\tlabel", names.get(0));
        assertEquals(41, names.size());
        BufferedImage sprite =
                ImageIO.read(folder.resolve("projector/sprite.png").toFile());
        assertEquals(7 * 8, sprite.getWidth(), "seven columns for forty images");
    }

    @Test
    void ofVeryManyEvaluationsFewKeepHistogramsAndPictures() throws IOException {
        EvaluationPoint[] points = new EvaluationPoint[300];
        Arrays.setAll(points, step -> point(step, false));
        evaluate(new TensorBoardListener("on"), points);

        List<Fields> events = EventReader.read(files().get(0));
        assertEquals(
                10,
                events.stream()
                        .filter(event -> values(event).containsKey("clusters"))
                        .count());
        assertEquals(
                128 + 64 + 11,
                events.stream()
                        .filter(event -> values(event).containsKey("label_features/all"))
                        .count());
        assertEquals(
                300,
                events.stream()
                        .filter(event -> values(event).containsKey("scores/acc"))
                        .count());
        assertTrue(Files.size(files().get(0)) < 3_000_000, "bytes: " + Files.size(files().get(0)));
    }

    @Test
    void thereIsNoFileWhenItIsTurnedOff() throws IOException {
        TensorBoardListener listener = new TensorBoardListener("off");
        evaluate(listener, point(0, false), point(10, true));
        end(listener, RunEvent.Type.FINISHED);

        assertEquals(List.of(), files());
        assertFalse(Files.exists(folder.resolve("projector_config.pbtxt")));
    }
}
