package org.clade.cluster.edit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.clade.api.cluster.ClusterEdits;
import org.clade.api.cluster.EditedCluster;
import org.clade.api.cluster.EditedClusters;
import org.clade.api.cluster.FileMode;
import org.clade.api.cluster.ImageLabels;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.api.run.TrainedRun;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.engine.torch.StandaloneEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunClusterEditorTest {

    private static final String ASSIGNMENTS =
            """
            image,cluster,confidence,second_cluster
            a/1.png,0,0.9,1
            "b, ""c"".png",1,0.8,2
            d.png,1,0.7,2
            e.png,2,0.6,0
            f.png,1,0.5,0
            """;

    private static final float[] FEATURES = {0, 0, 5, 5, -5, -5, 1, 1, 5, 6};

    @TempDir
    private Path run;

    private final TensorEngine torch = new StandaloneEngine();
    private final NDManager manager = torch.newManager(Device.cpu());
    private boolean busy;
    private final FakeServiceObjects<RunService> runs = new FakeServiceObjects<>(service());
    private final FakeServiceObjects<TensorEngine> engine = new FakeServiceObjects<>(torch);
    private final RunClusterEditor editor = new RunClusterEditor(runs, engine, data());

    private RunService service() {
        return (RunService) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RunService.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("exclusively")) {
                        if (busy) {
                            throw new RefusedException("Run x is written by another process.");
                        }
                        return ((Supplier<?>) arguments[1]).get();
                    }
                    return trained();
                });
    }

    private TrainedRun trained() {
        return (TrainedRun) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TrainedRun.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "images" -> 5;
                    case "request" -> RunRequest.of("good", "photos");
                    case "look" -> features(FEATURES);
                    default -> null;
                });
    }

    private Predictions features(float[] rows) {
        return new Predictions(Map.of(Signal.FEATURES, manager.create(rows, new Shape(rows.length / 2, 2))));
    }

    private DataService data() {
        return (DataService) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataService.class}, (proxy, method, arguments) -> {
                    assertEquals("photos", arguments[0]);
                    return images();
                });
    }

    private Dataset images() {
        List<String> names = List.of("a/1.png", "b, \"c\".png", "d.png", "e.png", "f.png");
        return (Dataset) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Dataset.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "info" -> new DatasetInfo(
                            "photos", "", "folder", "all", names.size(), new ImageShape(3, 0, 0), List.of(), false);
                    case "item" -> names.get((Integer) arguments[0]);
                    case "file" -> Optional.of(run.resolve("photos").resolve(names.get((Integer) arguments[0])));
                    default -> null;
                });
    }

    @BeforeEach
    void aRun() throws Exception {
        Files.writeString(run.resolve("assignments.csv"), ASSIGNMENTS);
        Files.writeString(run.resolve("recipe.json"), "{\":version\": 1, \"variant~x\": {\"clusters\": 4}}");
    }

    @AfterEach
    void close() {
        assertEquals(0, runs.taken);
        assertEquals(0, engine.taken);
        manager.close();
    }

    private List<String> labels() throws Exception {
        return Files.readAllLines(run.resolve("labels.csv"));
    }

    private static List<Integer> sizes(EditedClusters clusters) {
        return clusters.clusters().stream().map(EditedCluster::images).toList();
    }

    @Test
    void aNameStandsInTheLabelsAndTheNetworksFileStays() throws Exception {
        EditedClusters named = editor.name(run, 1, "  Schöne Schuhe ");
        assertEquals("Cluster 1 is called “Schöne Schuhe”.", named.edit());
        assertEquals(
                List.of(
                        "image,cluster,name,confidence",
                        "a/1.png,0,,0.9",
                        "\"b, \"\"c\"\".png\",1,Schöne Schuhe,0.8",
                        "d.png,1,Schöne Schuhe,0.7",
                        "e.png,2,,0.6",
                        "f.png,1,Schöne Schuhe,0.5"),
                labels());
        assertEquals(ASSIGNMENTS, Files.readString(run.resolve("assignments.csv")));
        assertEquals(List.of(1, 3, 1, 0), sizes(editor.clusters(run)));
        assertEquals(0.667, editor.clusters(run).clusters().get(1).confidence().getAsDouble(), 0.001);
    }

    @Test
    void foldersOfImagesFollowTheEdits() throws Exception {
        Files.createDirectories(run.resolve("photos/a"));
        for (int i = 0; i < 5; i++) {
            Files.writeString(images().file(i).orElseThrow(), "image " + i);
        }
        Files.createDirectories(run.resolve("clusters/1"));
        Files.writeString(run.resolve("cluster.json"), "{\"files\": \"copy\"}");
        Files.writeString(run.resolve("request.json"), "{\"data\": \"photos\", \"split\": \"ALL\"}");
        editor.name(run, 1, "red hats");
        assertEquals(List.of("0", "1 red hats", "2"), folders());
        assertEquals("image 4", Files.readString(run.resolve("clusters/1 red hats/f.png")));
        editor.merge(run, 2, List.of(0));
        editor.drop(run, 1);
        assertEquals(List.of("2"), folders());
        Files.delete(run.resolve("photos/a/1.png"));
        editor.undo(run);
        assertEquals(List.of("2"), folders(), "an image is gone, so all stays");
        assertTrue(labels().contains("d.png,1,red hats,0.7"));
    }

    @Test
    void labelsOfImagesHaveAllEdits() {
        editor.name(run, 1, "hats");
        editor.drop(run, 0);

        ImageLabels labels = editor.labels(run);

        assertEquals(List.of("a/1.png", "b, \"c\".png", "d.png", "e.png", "f.png"), labels.images());
        assertArrayEquals(new int[] {ClusterEdits.DROPPED, 1, 1, 2, 1}, labels.clusters());
        assertEquals(List.of("", "hats", "hats", "", "hats"), labels.names());
        assertEquals(0.9f, labels.confidence()[0]);
    }

    @Test
    void foldersAreWrittenWhereAsked() throws Exception {
        Files.createDirectories(run.resolve("photos/a"));
        for (int i = 0; i < 5; i++) {
            Files.writeString(images().file(i).orElseThrow(), "image " + i);
        }
        Files.writeString(run.resolve("request.json"), "{\"data\": \"photos\", \"split\": \"ALL\"}");
        editor.name(run, 1, "hats");

        assertEquals(5, editor.folders(run, run.resolve("there/sorted"), FileMode.COPY));

        assertEquals("image 4", Files.readString(run.resolve("there/sorted/1 hats/f.png")));
        assertEquals("image 0", Files.readString(run.resolve("there/sorted/0/1.png")));
        Files.delete(run.resolve("photos/a/1.png"));
        RefusedException gone =
                assertThrows(RefusedException.class, () -> editor.folders(run, run.resolve("again"), FileMode.COPY));
        assertTrue(gone.getMessage().contains("again"), gone.getMessage());
        assertFalse(Files.exists(run.resolve("again")));
    }

    private List<String> folders() throws Exception {
        try (Stream<Path> all = Files.list(run.resolve("clusters"))) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void editsFollowEachOtherAndAreTakenBackOneByOne() throws Exception {
        editor.name(run, 2, "hats");
        List<String> first = labels();
        editor.merge(run, 2, List.of(0, 3));
        assertEquals(List.of(1, 2), numbers());
        assertEquals(List.of(0, 2), editor.clusters(run).clusters().get(1).from());
        EditedClusters dropped = editor.drop(run, 1);
        assertEquals(3, dropped.dropped());
        assertEquals("d.png,,,0.7", labels().get(3));
        assertEquals("a/1.png,2,hats,0.9", labels().get(1));

        assertEquals(
                "Taken back: Cluster 1 was dropped; its images are in no cluster now.",
                editor.undo(run).edit());
        assertEquals(List.of(1, 2), numbers());
        editor.undo(run);
        assertEquals(first, labels());
        assertEquals(List.of(0, 1, 2, 3), numbers());
        editor.undo(run);
        assertRefused("no edit", () -> editor.undo(run));
        assertEquals(6, Files.readAllLines(run.resolve("cluster-edits.jsonl")).size());
        assertEquals(first, Files.readAllLines(run.resolve("labels-1.csv")), "earlier labels stay");
        assertTrue(Files.exists(run.resolve("labels-5.csv")));
    }

    private List<Integer> numbers() {
        return editor.clusters(run).clusters().stream()
                .map(EditedCluster::cluster)
                .toList();
    }

    @Test
    void aSplitGivesTheLargestPartTheNumberAndNeverGivesANumberTwice() throws Exception {
        editor.name(run, 1, "shoes");
        EditedClusters split = editor.split(run, 1, 2);
        assertEquals("Cluster 1 was split into 1, 4.", split.edit());
        assertEquals(List.of(1, 2, 1, 0, 1), sizes(split));
        assertEquals("d.png,4,,0.7", labels().get(3));
        assertEquals("f.png,1,shoes,0.5", labels().get(5));
        assertEquals(split.clusters(), editor.clusters(run).clusters(), "the split is read from the file");
        editor.undo(run);
        assertEquals("Cluster 1 was split into 1, 5.", editor.split(run, 1, 2).edit());
        assertRefused("2 images, too few for 3 parts", () -> editor.split(run, 1, 3));
        assertRefused("1 image, too few", () -> editor.split(run, 2, 2));
        assertRefused("2 parts or more", () -> editor.split(run, 1, 1));
    }

    @Test
    void otherImagesGetTheSameEdits() {
        assertTrue(editor.edits(run).isEmpty());
        editor.split(run, 1, 2);
        editor.merge(run, 0, List.of(4));
        editor.name(run, 0, "dark");
        editor.drop(run, 2);
        ClusterEdits edits = editor.edits(run).orElseThrow();
        assertEquals(Set.of(Signal.FEATURES), edits.signals());
        // Of the images in cluster 1 the one near (5, 5.5) stays, the one near (-5, -5) goes where cluster 4 went.
        float[] rows = {4, 4, -4, -4, 0, 0, 0, 0, 0, 0};
        assertArrayEquals(
                new int[] {1, 0, 0, ClusterEdits.DROPPED, 3}, edits.repeat(new int[] {1, 1, 0, 2, 3}, features(rows)));
        assertEquals("dark", edits.name(0));
        editor.undo(run);
        assertNotEquals(edits.checksum(), editor.edits(run).orElseThrow().checksum());
        assertEquals("", edits.name(ClusterEdits.DROPPED));
        assertArrayEquals(new int[] {ClusterEdits.DROPPED}, edits.repeat(new int[] {2}, features(new float[] {0, 0})));
    }

    @Test
    void whatIsNotPossibleIsRefusedAndChangesNothing() throws Exception {
        editor.name(run, 0, "shirts");
        List<String> before = names();
        assertRefused("There is no cluster 7; there are 0, 1, 2, 3.", () -> editor.name(run, 7, "x"));
        assertRefused("cannot be merged with itself", () -> editor.merge(run, 1, List.of(1)));
        assertRefused("named twice", () -> editor.merge(run, 1, List.of(2, 2)));
        assertRefused("There is no cluster 9", () -> editor.merge(run, 1, List.of(2, 9)));
        assertRefused("Cluster 0 is called “shirts” already", () -> editor.name(run, 1, "Shirts"));
        assertRefused("There is no cluster -1", () -> editor.drop(run, -1));
        busy = true;
        assertRefused("written by another process", () -> editor.drop(run, 0));
        assertRefused("written by another process", () -> editor.undo(run));
        assertEquals(before, names());
        busy = false;
        editor.merge(run, 1, List.of(0, 2));
        assertRefused("no other cluster has images", () -> editor.drop(run, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a/b", "a\\b", "a\nb", "a\u202eb", "what?", "end.", "C:"})
    void namesThatNoFolderCanHaveAreRefused(String name) {
        RefusedException refused = assertThrows(RefusedException.class, () -> editor.name(run, 1, name));
        assertTrue(refused.getMessage().startsWith("A cluster cannot be called"), refused.getMessage());
        assertEquals(-1, refused.getMessage().indexOf('\n'));
        assertRefused("has 65 characters", () -> editor.name(run, 1, "x".repeat(65)));
    }

    @Test
    void damagedAndForeignFilesAreRefused() throws Exception {
        editor.name(run, 0, "shirts");
        Path log = run.resolve("cluster-edits.jsonl");
        String good = Files.readString(log);
        for (String bad :
                List.of("{", "[]", "{}", "null", good.replace("name", "paint"), good.replace("\"name\"", "\"undo\""))) {
            Files.writeString(log, bad.endsWith("\n") ? bad + bad : good + bad);
            assertRefused("is damaged in line", () -> editor.clusters(run));
        }
        Files.writeString(log, good);
        Files.writeString(run.resolve("assignments.csv"), ASSIGNMENTS.replace("0.6", "0.61"));
        assertRefused("no longer fits", () -> editor.name(run, 0, "x"));
        Files.writeString(run.resolve("assignments.csv"), ASSIGNMENTS.replace(",2,0.6", ",x,0.6"));
        assertRefused("assignments.csv is damaged near row 4", () -> editor.clusters(run));
        Files.delete(run.resolve("assignments.csv"));
        assertRefused("has no assignments.csv", () -> editor.clusters(run));
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(run)) {
            List<String> all = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                all.add(file.getFileName() + " " + Files.size(file));
            }
            return all;
        }
    }

    private static void assertRefused(String words, Executable work) {
        String said = assertThrows(RefusedException.class, work).getMessage();
        assertTrue(said.contains(words), said);
    }
}
