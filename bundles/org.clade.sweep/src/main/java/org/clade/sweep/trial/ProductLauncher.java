package org.clade.sweep.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.clade.sweep.state.Trial;

/**
 * Starts trainings with the product that this process runs in.
 *
 * @param home the folder of the product
 */
public record ProductLauncher(Path home) implements TrialLauncher {

    /** What a training prints, in the folder of its attempt. */
    static final String OUTPUT = "output.txt";

    @Override
    public Process run(Trial trial, Path recipe, Path attempt, int threads) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("run", recipe.toString(), "--data", trial.data(), "--seed", String.valueOf(trial.seed())));
        arguments.addAll(trial.options());
        arguments.addAll(List.of("--no-baseline", "--out", attempt.toString()));
        return start(arguments, attempt, threads);
    }

    @Override
    public Process resume(Path run, Path attempt, int threads) throws IOException {
        return start(List.of("resume", run.toString()), attempt, threads);
    }

    private Process start(List<String> arguments, Path attempt, int threads) throws IOException {
        Files.createDirectories(attempt);
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> command = new ArrayList<>(
                List.of(home.resolve(windows ? "bin/clade.bat" : "bin/clade").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(attempt.resolve(OUTPUT).toFile()));
        builder.environment()
                .merge(
                        "CLADE_OPTS",
                        "-Dclade.threads=%s -Dclade.parent=%s"
                                .formatted(threads, ProcessHandle.current().pid()),
                        (given, added) -> given + " " + added);
        builder.environment().put("NO_COLOR", "1");
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
