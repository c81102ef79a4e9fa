package org.clade.shell.command.part;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.clade.api.deploy.DeployService;
import org.clade.api.deploy.DeployedBundle;
import org.clade.api.part.RefusedException;
import org.clade.api.runtime.BundleInfo;
import org.clade.api.runtime.BundleRuntime;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes a user's bundle. */
@Command(name = "part:undeploy", description = "Removes one of your bundles and its parts.")
public final class PartUndeployCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(
            paramLabel = "<bundle>",
            description = "The symbolic name of the bundle, the name of its jar, or the id of one of its parts.")
    private String name;

    public PartUndeployCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        DeployService service = context.services().get(DeployService.class);
        context.services().awaitReady();
        DeployedBundle bundle = undeployed(service);
        if (output.json()) {
            output.document(context.console(), DeployedFields.of(bundle));
        } else {
            output.sentence(
                    context.console(),
                    "%s is removed%s; a jar of the folder deploy/ is now in deploy/undeployed/."
                            .formatted(
                                    bundle.file(),
                                    bundle.parts().isEmpty()
                                            ? ""
                                            : ", and with it " + String.join(", ", bundle.parts())));
        }
        return 0;
    }

    /** Refuses names of the product with their own message, because they are not unknown. */
    private DeployedBundle undeployed(DeployService service) throws Exception {
        try {
            return Interruption.leavable(() -> service.undeploy(name));
        } catch (RefusedException e) {
            List<BundleInfo> product = context.services().get(BundleRuntime.class).bundles().stream()
                    .filter(bundle -> bundle.name().equals(name)
                            || bundle.parts().stream().anyMatch(this::isNamed))
                    .toList();
            if (!product.isEmpty()) {
                throw new RefusedException(ofProduct(product), e);
            }
            throw e;
        }
    }

    private static String ofProduct(List<BundleInfo> bundles) {
        BundleInfo first = bundles.get(0);
        String names = bundles.stream().map(BundleInfo::name).collect(Collectors.joining(" and "));
        return first.stoppable()
                ? "%s %s to the product, and only your own bundles can be removed; bundle:stop %s stops it."
                        .formatted(names, bundles.size() == 1 ? "belongs" : "belong", first.name())
                : "%s belongs to the product, and everything needs it; it cannot be removed.".formatted(first.name());
    }

    /** {@return whether a part, written as kind and id, has the given id} */
    private boolean isNamed(String part) {
        return part.substring(part.indexOf(' ') + 1).equals(name);
    }
}
