package org.clade.shell.command.part;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.deploy.CheckResult;
import org.clade.api.deploy.DeployService;
import org.clade.api.deploy.Verification;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.context.ExitCode;
import org.clade.shell.context.Interruption;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks the contract of an active part. */
@Command(
        name = "part:verify",
        description = "Checks the contract of a part: shapes, gradients, repeatability, no leaks.")
public final class PartVerifyCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<part>", description = "The part's id, as part:list shows it.")
    private String id;

    public PartVerifyCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        DeployService service = context.services().get(DeployService.class);
        context.services().awaitReady();
        List<Verification> verifications = Interruption.leavable(() -> service.verify(id));
        if (output.json()) {
            output.documents(context.console(), verifications, PartVerifyCommand::fields);
        } else {
            verifications.forEach(this::print);
        }
        return verifications.stream().allMatch(Verification::passed) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(Verification verification) {
        Table table = new Table(">SECONDS", "KEPT", "PROMISE");
        for (CheckResult promise : verification.promises()) {
            table.row(
                    String.format(Locale.ROOT, "%.2f", promise.seconds()),
                    promise.kept() ? "yes" : "NO",
                    promise.kept() ? promise.promise() : promise.promise() + ": " + promise.finding());
        }
        output.table(context.console(), table);
        long kept = verification.promises().stream().filter(CheckResult::kept).count();
        output.sentence(
                context.console(),
                "The %s %s of %s %s keeps %s of %s promises."
                        .formatted(
                                verification.kind(),
                                verification.id(),
                                verification.bundle(),
                                verification.version(),
                                kept,
                                verification.promises().size()));
    }

    private static Map<String, Object> fields(Verification verification) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", verification.id());
        fields.put("kind", verification.kind());
        fields.put("bundle", verification.bundle());
        fields.put("version", verification.version());
        fields.put("passed", verification.passed());
        fields.put(
                "promises",
                verification.promises().stream().map(PartVerifyCommand::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(CheckResult promise) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("promise", promise.promise());
        fields.put("kept", promise.kept());
        fields.put("finding", promise.finding());
        fields.put("seconds", promise.seconds());
        return fields;
    }
}
