package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a sweep. */
record TrainedSweep(Path path) {

    /** A sweep of three short trainings; their folder is {@code s}. */
    static final List<String> THREE = List.of(
            "sweep",
            "mmdc-mnist",
            "--data",
            "fashion-mnist-10k",
            "--limit",
            "256",
            "--seeds",
            "1..3",
            "--max-batches",
            "2",
            "--set",
            "evaluate=1",
            "--to",
            "s");

    /** The second training of these alone. */
    static final List<String> SECOND_ALONE = List.of(
            "run",
            "mmdc-mnist",
            "--data",
            "fashion-mnist-10k",
            "--limit",
            "256",
            "--seed",
            "2",
            "--max-batches",
            "2",
            "--set",
            "evaluate=1",
            "--no-baseline");

    /** {@return the names of the files of results} */
    List<String> results() {
        try (Stream<Path> files = Files.list(path.resolve("results"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return fail("The results of " + path + " cannot be read", e);
        }
    }

    /** {@return the run that counts as the result of a trial} */
    RunFolder run(int trial) {
        String result = Outcome.text(path.resolve("results/000%s.json".formatted(trial)));
        return new RunFolder(path.resolve(
                JsonParser.parseString(result).getAsJsonObject().get("run").getAsString()));
    }
}
