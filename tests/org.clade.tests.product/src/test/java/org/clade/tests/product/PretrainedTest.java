package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
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

    @TempDir
    private Path folder;

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
    }
}
