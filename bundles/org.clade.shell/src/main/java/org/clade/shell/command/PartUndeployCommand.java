package org.clade.shell.command;

import java.util.concurrent.Callable;
import org.clade.api.deploy.DeployService;
import org.clade.api.deploy.DeployedBundle;
import org.clade.api.part.RefusedException;
import org.clade.api.runtime.BundleInfo;
import org.clade.api.runtime.BundleRuntime;
import org.clade.shell.Context;
import org.clade.shell.Interruption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a bundle away. */
@Command(name = "part:undeploy", description = "Takes a bundle of yours and its parts away.")
public final class PartUndeployCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(
            paramLabel = "<bundle>",
            description = "Its symbolic name, the name of its jar, or the id of one of its parts.")
    private String name;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public PartUndeployCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        DeployService service = context.services().get(DeployService.class);
        context.services().settle();
        DeployedBundle bundle = undeployed(service);
        if (output.json()) {
            output.document(context.console(), DeployedFields.of(bundle));
        } else {
            output.sentence(
                    context.console(),
                    "%s is gone%s; a jar of the folder deploy/ is now in deploy/undeployed/."
                            .formatted(
                                    bundle.file(),
                                    bundle.parts().isEmpty()
                                            ? ""
                                            : ", and with it " + String.join(", ", bundle.parts())));
        }
        return 0;
    }

    /** What belongs to the product is not unknown, so that is said. */
    private DeployedBundle undeployed(DeployService service) throws Exception {
        try {
            return Interruption.leavable(() -> service.undeploy(name));
        } catch (RefusedException e) {
            for (BundleInfo bundle : context.services().get(BundleRuntime.class).bundles()) {
                if (bundle.name().equals(name) || bundle.parts().stream().anyMatch(this::isNamed)) {
                    throw new RefusedException(
                            bundle.stoppable()
                                    ? "%s belongs to the product and stays installed; bundle:stop %s stops it."
                                            .formatted(bundle.name(), bundle.name())
                                    : "%s belongs to the product and is needed by all of it; it cannot be taken away."
                                            .formatted(bundle.name()),
                            e);
                }
            }
            throw e;
        }
    }

    /** {@return whether a part, written as its kind and its id, is the one that was named} */
    private boolean isNamed(String part) {
        return part.substring(part.indexOf(' ') + 1).equals(name);
    }
}
