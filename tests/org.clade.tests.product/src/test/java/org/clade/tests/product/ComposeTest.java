package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variants are composed in the product as in its guide, saved, shared between shells, and trained. */
class ComposeTest {
    private static final Path GUIDE =
            Path.of(System.getProperty("clade.product", "../../product/target/clade"), "../../../docs/compose.md");
    private static final String SHORT = " --data fashion-mnist-10k --epochs 1 --set epochs_per_batch=1 --progress none";
    private static final String SMALL_IMAGES = SHORT + " --limit 20 --set batch=20 --set minibatch=10";
    private static final String LARGE_IMAGES =
            SHORT + " --limit 10 --set batch=10 --set minibatch=5 --set inference_batch=10";

    @TempDir
    private Path folder;

    /** Runs the guide as one script; trains each variant right after the command that derives it. */
    @Test
    void theGuideIsTrueAndItsVariantsTrain() throws IOException {
        List<Session> sessions = Session.of(GUIDE);
        assertTrue(sessions.size() > 30, "the guide has sessions");
        Set<String> derived = new TreeSet<>();
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < sessions.size(); i++) {
            Session session = sessions.get(i);
            script.append("echo '== %s'\n%s\n".formatted(i, session.command()));
            if (session.command().startsWith("variant:derive")
                    && session.answer().toString().contains("is ready to run")) {
                derived.add(session.after("--as"));
                boolean large = session.command().contains("imagenet");
                script.append("echo '== run'\nrun %s%s\n"
                        .formatted(session.after("--as"), large ? LARGE_IMAGES : SMALL_IMAGES));
            }
        }
        Path file = Files.writeString(folder.resolve("guide.clade"), script);

        Outcome outcome = Product.ofItsOwn(folder)
                .run("-f", file.toString(), "--keep-going")
                .inWords();

        List<String> refusals = new ArrayList<>(
                outcome.err().lines().filter(line -> line.startsWith("clade: ")).toList());
        for (int i = 0; i < sessions.size(); i++) {
            Session session = sessions.get(i);
            String marker = "== %s\n".formatted(i);
            int start = outcome.out().indexOf(marker);
            assertTrue(start >= 0, () -> session.command() + " was not reached. " + outcome);
            String said = outcome.out()
                    .substring(start + marker.length())
                    .split("(?m)^== (\\d+|run)$", 2)[0]
                    .replace("until this script ends", "until this shell ends");
            if (said.isBlank() && !session.answer().isEmpty()) {
                said = refusals.remove(0).replaceFirst("^clade: (\\S+\\.clade:\\d+: )?", "");
            }
            String answer = said;
            assertTrue(session.answers(answer), () -> session + " was answered with\n" + answer);
        }
        assertEquals(List.of(), refusals);
        assertTrained(derived, outcome);
    }

    private static void assertTrained(Set<String> derived, Outcome outcome) throws IOException {
        assertTrue(
                derived.containsAll(Set.of(
                        "color",
                        "no-ti",
                        "no-sm",
                        "no-am",
                        "no-entropy",
                        "conv-attention",
                        "map-4",
                        "one-layer",
                        "only-sobel")),
                derived::toString);
        Map<String, List<String>> losses = new TreeMap<>();
        for (RunFolder run : outcome.runs()) {
            JsonObject summary = run.json("summary.json");
            assertEquals("finished", summary.get("status").getAsString(), run::toString);
            losses.put(
                    summary.get("variant").getAsString(),
                    Arrays.stream(run.rows("metrics.csv").get(0))
                            .filter(column -> column.startsWith("loss_"))
                            .sorted()
                            .toList());
        }
        assertEquals(derived, losses.keySet());
        assertEquals(
                List.of("loss_attention", "loss_entropy", "loss_invariance", "loss_separability"), losses.get("color"));
        assertEquals(List.of("loss_attention", "loss_entropy", "loss_separability"), losses.get("no-ti"));
        assertEquals(List.of("loss_attention", "loss_entropy", "loss_invariance"), losses.get("no-sm"));
        assertEquals(List.of("loss_entropy", "loss_invariance", "loss_separability"), losses.get("no-am"));
        assertEquals(List.of("loss_attention", "loss_invariance", "loss_separability"), losses.get("no-entropy"));
        assertEquals(List.of("loss_alignment", "loss_rotation"), losses.get("with-both"));
        assertEquals(List.of("loss_alignment"), losses.get("only-sobel"));
    }

    @Test
    void aSingleCommandSavesWhatItComposes() throws IOException {
        Product product = Product.ofItsOwn(folder);
        JsonObject said = product.run(
                        "variant:derive", "gatcluster-28", "--as", "mine", "--without", "attention", "--json")
                .expect(0)
                .json()
                .getAsJsonObject();
        Path file = product.home().resolve("etc/variants/mine.json");
        assertTrue(Files.isSameFile(file, Path.of(said.get("file").getAsString())));
        product.run("variant:set", "mine", "batch=500").expect(0);
        assertTrue(Files.readString(file).contains("\"batch\": 500"));
        assertTrue(Files.readString(file).contains("\"$schema\": \"../recipe.schema.json\""));
        assertTrue(Files.isRegularFile(product.home().resolve("etc/recipe.schema.json")));
        product.run("variant:set", "mine", "rest=keep")
                .expect(2)
                .complains("The key “rest” is now called “drop_last”.");
        product.run("variant:derive", "mine", "--as", "other", "--without", "clean:grayscale")
                .expect(2)
                .complains("The key “clean” is now called “eval_transform”.");

        Files.writeString(file, "{\n  \"org.clade.variant~mine\": {\n    \"batch\": 500\n    \"size\": 28\n");
        Path script =
                Files.writeString(folder.resolve("broken.clade"), "variant:why mine\nrun mine\nvariant:delete mine\n");
        product.run("-f", script.toString(), "--keep-going")
                .expect(2)
                .inWords()
                .says("mine is not ready.")
                .says("etc/variants/mine.json is not a recipe in JSON: line 4")
                .complains("mine.json");
        assertTrue(Files.exists(file), "a user may want to repair it");
    }

    @Test
    void twoShellsShareTheFolderAndOverwriteNothing() throws IOException, InterruptedException {
        Product product = Product.ofItsOwn(folder);
        try (TypedShell one = new TypedShell(product, folder);
                TypedShell other = new TypedShell(product, folder)) {
            one.type("variant:derive gatcluster-28 --as shared --without entropy", "is ready to run");
            other.type("variant:why shared", "There is no variant");
            one.type("variant:save shared", "shared is saved");
            other.type("variant:why shared", "shared is ready");

            one.type("variant:derive gatcluster-28 --as both --without entropy", "both is ready to run");
            other.type(
                    "variant:derive gatcluster-28 --as both --without invariance --save",
                    "both is ready to run, saved");
            one.type("variant:save both", "written by another process");
            one.type("variant:delete both", "both is deleted").type("variant:diff both gatcluster-28", "invariance");

            other.type("variant:set shared batch=500 --save", "saved in");
            one.type("variant:diff shared gatcluster-28", "500");
            other.type("variant:delete shared", "shared is deleted");
            one.type("variant:why shared", "There is no variant");
        }
    }

    @Test
    void aBundleIsStoppedAndStartedWhileARunInAnotherVariantGoesOn() throws IOException, InterruptedException {
        try (TypedShell shell = new TypedShell(new Product(folder), folder)) {
            shell.type(
                    "run gatcluster-28 --max-batches 4 --limit 400 --set batch=200 --set epochs_per_batch=2 --detach",
                    "in the background");
            shell.type("bundle:stop org.clade.task.pairwise", "are waiting for it");
            shell.type("variant:why dac-mnist", "which is stopped; start it");
            shell.type("status", "STATE");
            shell.type("bundle:start org.clade.task.pairwise", "are ready again");
            shell.type("variant:why dac-mnist", "dac-mnist is ready").await("finished, ACC");
        }
        RunFolder run = new Outcome(List.of(), 0, "", "", folder).onlyRun();
        assertEquals("finished", run.json("summary.json").get("status").getAsString());
    }
}
