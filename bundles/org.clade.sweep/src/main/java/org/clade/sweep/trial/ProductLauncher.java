package org.clade.sweep.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.clade.base.product.ProductProcess;
import org.clade.sweep.state.Trial;

/**
 * Starts trainings with the product that this process runs in.
 *
 * @param home the folder of the product
 * @param devices GPUs that it shares out
 */
public record ProductLauncher(Path home, DevicePool devices) implements TrialLauncher {

    /** What a training prints, in the folder of its attempt. */
    static final String OUTPUT = ProductProcess.OUTPUT;

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
        OptionalInt device = devices.free();
        Map<String, String> environment = device.isPresent() ? devices.environment(device.getAsInt()) : Map.of();
        Process process = ProductProcess.start(home, arguments, attempt, threads, environment);
        device.ifPresent(number -> devices.assign(number, process.toHandle()));
        return process;
    }
}
