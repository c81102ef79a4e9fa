package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same run in another process has the same results, bit for bit. */
class RepetitionTest {
    private static final List<String> SMALL = List.of(
            "--data",
            "fashion-mnist-10k",
            "--limit",
            "100",
            "--set",
            "batch=50",
            "--set",
            "minibatch=25",
            "--set",
            "epochs_per_batch=1",
            "--progress",
            "none");

    @RegisterExtension
    private static final SharedProduct CLADE = new SharedProduct();

    @TempDir
    private static Path home;

    private static LiveProduct other;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startTheOther() throws IOException {
        other = LiveProduct.start(home, "");
    }

    @AfterAll
    static void stopTheOther() throws IOException {
        other.close();
    }

    private static String[] run(String recipe, String... more) {
        List<String> words = new ArrayList<>(List.of("run", recipe));
        words.addAll(SMALL);
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @Test
    void theRecipeThatARunLeavesRepeatsItBitForBit() {
        RunFolder first = CLADE.in(folder)
                .run(run("gatcluster-28", "--max-batches", "3", "--set", "evaluate=1", "--seed", "5"))
                .expect(0)
                .onlyRun();

        other.in(folder)
                .run(
                        "run",
                        first.path().resolve("recipe.json").toString(),
                        "--data",
                        "fashion-mnist-10k",
                        "--limit",
                        "100",
                        "--seed",
                        "5",
                        "--out",
                        "again",
                        "--progress",
                        "none")
                .expect(0);

        RunFolder second = RunFolder.below(folder.resolve("again"));
        assertEquals(first.lines("assignments.csv"), second.lines("assignments.csv"));
        assertEquals(first.lines("metrics.csv"), second.lines("metrics.csv"));
        assertEquals(first.lines("recipe.json"), second.lines("recipe.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatcluster-28", "st-dac-demo", "mmdc-mnist"})
    void trainsInMixedPrecisionAndRepeatsItself(String variant) {
        CLADE.in(folder)
                .run(run(variant, "--max-batches", "2", "--precision", "bf16", "--out", "once"))
                .expect(0);
        other.in(folder)
                .run(run(variant, "--max-batches", "2", "--precision", "bf16", "--out", "again"))
                .expect(0);

        RunFolder once = RunFolder.below(folder.resolve("once"));
        assertEquals("bf16", once.json("summary.json").get("precision").getAsString());
        assertEquals(
                once.lines("metrics.csv"),
                RunFolder.below(folder.resolve("again")).lines("metrics.csv"));
    }
}
