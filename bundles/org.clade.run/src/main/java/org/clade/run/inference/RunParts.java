package org.clade.run.inference;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.clade.api.part.Part;
import org.clade.api.variant.PartUse;
import org.clade.api.variant.Phase;
import org.clade.api.variant.Variant;
import org.clade.api.variant.VariantLease;
import org.clade.run.progress.PartOrigin;
import org.clade.run.support.BundleJar;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * The parts of a run. A run keeps its parts even if their bundles are stopped or updated, until it replaces them between two
 * large batches.
 */
public final class RunParts implements AutoCloseable {

    /**
     * A held variant.
     *
     * @param use its lease, closed when the run no longer holds it
     * @param variant the variant
     * @param phases its phases; the same objects as long as the run holds it
     * @param origins the bundles of its parts when they were bound
     */
    public record Held(VariantLease use, Variant variant, List<Phase> phases, Map<Part, PartOrigin> origins) {

        /** {@return a variant with the current bundles of its parts} */
        public static Held of(VariantLease use, Variant variant) {
            Map<Part, PartOrigin> origins = new IdentityHashMap<>();
            variant.parts().forEach(used -> origins.put(used.part(), PartOrigin.of(used.part())));
            return new Held(use, variant, variant.phases(), origins);
        }

        /** {@return the bundle of a part} */
        public PartOrigin origin(PartUse used) {
            return origins.get(used.part());
        }
    }

    private volatile Held held;
    private Variant declined;

    /**
     * The parts of a variant.
     *
     * @param use the used variant, closed with this object
     */
    public RunParts(VariantLease use) {
        held = Held.of(use, use.variant());
    }

    /** {@return the run's variant} */
    public Variant variant() {
        return held.variant();
    }

    /** {@return the phases of that variant} */
    public List<Phase> phases() {
        return held.phases();
    }

    /** {@return the held variant} */
    public Held held() {
        return held;
    }

    /** Takes other parts; the caller closes the previously held variant. */
    public void take(Held other) {
        held = other;
    }

    /** {@return the variant that is registered in place of the held one, unless it was declined} */
    public Optional<Variant> updated() {
        return held.use().present().filter(present -> present != held.variant() && present != declined);
    }

    /** Declines this variant permanently. */
    public void decline(Variant variant) {
        declined = variant;
    }

    /** {@return whether the held variant is the registered one} */
    public boolean registered() {
        return held.use().present().filter(held.variant()::equals).isPresent();
    }

    /** {@return whether the held variant is the registered one, or the run can take another one} */
    public boolean replaceable() {
        return registered() || updated().isPresent();
    }

    /** {@return the parts whose bundles are stopped, as text} */
    public List<String> stopped() {
        return named(bundle -> bundle.getState() != Bundle.ACTIVE, bundle -> "bundle " + bundle.getSymbolicName());
    }

    /** {@return the parts from third-party bundles, as text} */
    public List<String> foreign() {
        return named(
                bundle -> !bundle.getLocation().startsWith(BundleJar.REFERENCE),
                bundle -> bundle.getSymbolicName() + " " + bundle.getVersion());
    }

    private List<String> named(Predicate<Bundle> which, Function<Bundle, String> name) {
        Set<String> named = new LinkedHashSet<>();
        for (PartUse used : held.variant().parts()) {
            Bundle bundle = FrameworkUtil.getBundle(used.part().getClass());
            if (bundle != null && which.test(bundle)) {
                named.add("%s %s of %s".formatted(used.kind(), used.written(), name.apply(bundle)));
            }
        }
        return List.copyOf(named);
    }

    @Override
    public void close() {
        held.use().close();
    }
}
