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
 * The parts of a run. A run keeps its parts even if their bundles are stopped or updated, until it takes others between two
 * large batches.
 */
public final class RunParts implements AutoCloseable {

    /**
     * A variant that is held.
     *
     * @param use its lease, closed when it is no longer held
     * @param variant the variant
     * @param phases its phases; the same objects as long as it is held
     * @param origins the bundles of its parts when they were bound
     */
    public record Held(VariantLease use, Variant variant, List<Phase> phases, Map<Part, PartOrigin> origins) {

        /** {@return a variant with the bundles of its parts as they are now} */
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
     * @param use the variant in use, closed with this
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

    /** {@return what is held} */
    public Held held() {
        return held;
    }

    /** Works with other parts from now on; what was held before is closed by the caller. */
    public void take(Held other) {
        held = other;
    }

    /** {@return the variant that is registered in the place of the held one, unless it was declined} */
    public Optional<Variant> updated() {
        return held.use().present().filter(present -> present != held.variant() && present != declined);
    }

    /** Does not take this variant, now or later. */
    public void decline(Variant variant) {
        declined = variant;
    }

    /** {@return whether the held variant is the registered one} */
    public boolean registered() {
        return held.use().present().filter(held.variant()::equals).isPresent();
    }

    /** {@return whether the held variant is the registered one, or another one can be taken} */
    public boolean replaceable() {
        return registered() || updated().isPresent();
    }

    /** {@return the parts whose bundles are stopped, in words} */
    public List<String> stopped() {
        return named(bundle -> bundle.getState() != Bundle.ACTIVE, bundle -> "bundle " + bundle.getSymbolicName());
    }

    /** {@return the parts from bundles that are not the product's own, in words} */
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
