package org.clade.sweep.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.clade.sweep.state.Trial;

/**
 * Starts shell scripts that leave what a training leaves: a run folder, a checkpoint, a summary. Each begin is a line of {@code
 * begun.txt} in the folder of the trial. Seed 13 fails, seed 2 is refused, a signal stops the first attempt at seed 30.
 *
 * @param seconds how long one takes
 */
record ScriptLauncher(double seconds) implements TrialLauncher {

    private static final String TRAINING =
            """
            echo begun >> "$1/../begun.txt"
            if [ "$2" = 13 ]; then echo "some output"; echo "clade: It broke."; exit 1; fi
            if [ "$2" = 2 ]; then echo "clade: It is refused."; exit 2; fi
            if [ "$2" = 30 ] && [ "$(wc -l < "$1/../begun.txt")" = 1 ]; then exit 130; fi
            mkdir -p "$1/run/checkpoints"
            echo '{}' > "$1/run/request.json"
            sleep "$3"
            touch "$1/run/checkpoints/1-1.zip"
            sleep "$3"
            echo '{"status": "finished"}' > "$1/run/part"
            mv "$1/run/part" "$1/run/summary.json"
            """;

    private static final String REST =
            """
            echo resumed >> "$1/../../begun.txt"
            sleep "$2"
            echo '{"status": "finished"}' > "$1/part"
            mv "$1/part" "$1/summary.json"
            """;

    @Override
    public Process run(Trial trial, Path recipe, Path attempt, int threads) throws IOException {
        Files.createDirectories(attempt);
        return script(attempt, TRAINING, attempt.toString(), String.valueOf(trial.seed()), String.valueOf(seconds));
    }

    @Override
    public Process resume(Path run, Path attempt, int threads) throws IOException {
        Files.createDirectories(attempt);
        return script(attempt, REST, run.toString(), String.valueOf(seconds));
    }

    private static Process script(Path attempt, String text, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", text, "sh"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(attempt.resolve(ProductLauncher.OUTPUT).toFile())
                .start();
    }
}
