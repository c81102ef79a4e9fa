package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An interrupted run stops cleanly, evaluates its network and returns the right exit code. */
class InterruptionTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aRunStopsCleanly(String signal, int code) throws IOException, InterruptedException {
        Outcome run = new Product(folder)
                .start("run", "gatcluster-28", "--data", "fashion-mnist-10k", "--limit", "100", "--epochs", "100000")
                .awaitText("training, epoch")
                .signal(signal)
                .await(Duration.ofMinutes(5));

        run.expect(code).inWords().complains("Stopping after this step; its results are kept.");
        JsonObject summary = run.onlyRun().json("summary.json");
        assertEquals("stopped", summary.get("status").getAsString());
        assertEquals(code, summary.get("exit_code").getAsInt());
    }
}
