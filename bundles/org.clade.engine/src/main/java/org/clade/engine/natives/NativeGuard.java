package org.clade.engine.natives;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.clade.api.part.RefusedException;
import org.clade.api.runtime.BundleGuard;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Refuses changes of the bundle that holds libtorch: a process loads a native library once, into one class loader. */
@Component
public final class NativeGuard implements BundleGuard {

    private static final String DJL = "ai.djl.engine";

    private final BundleContext context;

    @Activate
    public NativeGuard(BundleContext context) {
        this.context = context;
    }

    @Override
    public void check(Change change, Collection<Long> bundles) {
        List<Bundle> meant = new ArrayList<>(bundles.stream()
                .map(context::getBundle)
                .filter(Objects::nonNull)
                .toList());
        FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        if (change == Change.REFRESH && bundles.isEmpty()) {
            meant.addAll(wiring.getRemovalPendingBundles());
        }
        Set<Bundle> held = held();
        String verb = change.name().toLowerCase(Locale.ROOT);
        for (Bundle bundle : meant) {
            if (held.contains(bundle)) {
                throw new RefusedException(
                        "%s holds libtorch, which a process loads only once, so it cannot be changed (%s) while Clade runs: restart needed; put the other version into bundles/ and start Clade again."
                                .formatted(bundle.getSymbolicName(), verb));
            }
            if (change != Change.STOP
                    && wiring.getDependencyClosure(List.of(bundle)).stream().anyMatch(held::contains)) {
                throw new RefusedException(
                        "A change of %s (%s) would also change %s, which holds libtorch, and a process loads libtorch only once: restart needed; change it in bundles/ and start Clade again."
                                .formatted(bundle.getSymbolicName(), verb, host().getSymbolicName()));
            }
        }
    }

    private Set<Bundle> held() {
        Set<Bundle> held = new LinkedHashSet<>();
        held.add(host());
        for (BundleWire fragment : host().adapt(BundleWiring.class).getProvidedWires(HostNamespace.HOST_NAMESPACE)) {
            held.add(fragment.getRequirer().getBundle());
        }
        return held;
    }

    /** The bundle that provides DJL, found without loading a class of it, which would be too early. */
    private static Bundle host() {
        return FrameworkUtil.getBundle(NativeGuard.class)
                .adapt(BundleWiring.class)
                .getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)
                .stream()
                .filter(wire ->
                        DJL.equals(wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                .findFirst()
                .orElseThrow()
                .getProvider()
                .getBundle();
    }
}
