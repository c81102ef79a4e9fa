package org.clade.variant.catalog;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.clade.api.part.Part;
import org.clade.api.part.RefusedException;
import org.clade.api.runtime.BundleInfo;
import org.clade.api.runtime.BundleRuntime;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Starts and stops bundles. Only bundles with parts can be stopped: a recipe stays configured when its bundle stops,
 * and all other bundles, such as the framework's and PyTorch's, are needed by these.
 */
@Component
public final class PartBundles implements BundleRuntime {
    private static final String ENGINE = "org.clade.djl";

    private final BundleContext context;

    @Activate
    public PartBundles(BundleContext context) {
        this.context = context;
    }

    @Override
    public List<BundleInfo> bundles() {
        return all().map(PartBundles::info)
                .sorted(Comparator.comparing(BundleInfo::name))
                .toList();
    }

    @Override
    public BundleInfo start(String nameOrId) {
        Bundle bundle = find(nameOrId);
        try {
            bundle.start();
            return info(bundle);
        } catch (BundleException e) {
            throw new RefusedException(
                    "Bundle %s cannot be started: %s"
                            .formatted(
                                    bundle.getSymbolicName(),
                                    String.valueOf(e.getMessage())
                                            .strip()
                                            .lines()
                                            .findFirst()
                                            .orElse("")),
                    e);
        }
    }

    @Override
    public BundleInfo stop(String nameOrId) {
        Bundle bundle = find(nameOrId);
        if (!info(bundle).stoppable()) {
            throw new RefusedException(
                    bundle.getSymbolicName().startsWith(ENGINE)
                            ? "Bundle %s holds PyTorch, which can be loaded once in a process; leave Clade and start it again instead."
                                    .formatted(bundle.getSymbolicName())
                            : "Bundle %s brings no parts, so stopping it has no effect; stop one that bundle:list shows parts for."
                                    .formatted(bundle.getSymbolicName()));
        }
        try {
            bundle.stop();
            return info(bundle);
        } catch (BundleException e) {
            throw new RefusedException(
                    "Bundle %s does not stop: %s.".formatted(bundle.getSymbolicName(), e.getMessage()), e);
        }
    }

    private Bundle find(String nameOrId) {
        return all().filter(bundle -> bundle.getSymbolicName().equals(nameOrId)
                        || Long.toString(bundle.getBundleId()).equals(nameOrId))
                .findFirst()
                .orElseThrow(() -> RefusedException.unknown(
                        "bundle", nameOrId, all().map(Bundle::getSymbolicName).toList()));
    }

    private Stream<Bundle> all() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.adapt(BundleRevision.class) != null)
                .filter(bundle -> (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0);
    }

    private static BundleInfo info(Bundle bundle) {
        List<String> parts = bundle.adapt(BundleRevision.class).getDeclaredCapabilities(PartRegistry.NAMESPACE).stream()
                .map(PartBundles::part)
                .sorted()
                .toList();
        return new BundleInfo(
                bundle.getBundleId(),
                bundle.getSymbolicName(),
                bundle.getVersion().toString(),
                PartRegistry.state(bundle),
                parts,
                ShippedVariants.files(bundle).size(),
                !parts.isEmpty());
    }

    private static String part(BundleCapability capability) {
        return capability.getAttributes().get(Part.KIND) + " "
                + capability.getAttributes().get(Part.ID);
    }
}
