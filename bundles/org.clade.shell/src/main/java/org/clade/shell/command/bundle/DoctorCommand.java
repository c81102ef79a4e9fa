package org.clade.shell.command.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.clade.api.engine.EngineInfo;
import org.clade.api.engine.TensorEngine;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.context.ExitCode;
import org.clade.shell.context.Interruption;
import org.clade.shell.health.HealthCheck;
import org.clade.shell.service.Platform;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the environment of Clade, and its problems. */
@Command(name = "doctor", description = "Shows what Clade runs on and what is wrong.")
public final class DoctorCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    public DoctorCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> problems = new ArrayList<>(new HealthCheck(context.services()).problems());
        Platform platform = context.services().platform();
        Optional<EngineInfo> engine = engine(problems);
        boolean telemetry = telemetry();
        if (telemetry) {
            problems.add(
                    "DJL may send usage reports to its authors; start Clade with bin/clade, which sets OPT_OUT_TRACKING=true.");
        }
        Diagnosis diagnosis = new Diagnosis(platform, engine, telemetry, problems);
        if (output.json()) {
            output.document(context.console(), diagnosis.fields());
        } else {
            output.table(context.console(), diagnosis.table());
            problems.forEach(problem -> output.sentence(context.console(), problem));
            output.sentence(context.console(), problems.isEmpty() ? "All is well." : "Not all is well.");
        }
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private Optional<EngineInfo> engine(List<String> problems) throws InterruptedException {
        try {
            TensorEngine engine = context.services().get(TensorEngine.class);
            return Optional.of(Interruption.leavable(engine::info));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) { // doctor reports the problem and continues
            problems.add("The tensor engine does not work: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean telemetry() {
        return Stream.of(System.getProperty("OPT_OUT_TRACKING"), System.getenv("OPT_OUT_TRACKING"))
                .noneMatch(Boolean::parseBoolean);
    }
}
