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
 * The parts that a run works with. It holds on to them: a part whose bundle is stopped or updated goes on working here until
 * the run takes another, which it does between two large batches only.
 */
public final class RunParts implements AutoCloseable {

    /**
     * A variant that is held.
     *
     * @param use its use, closed when it is not held any more
     * @param variant the variant
     * @param phases its phases; the same objects as long as it is held, so that work on them can be told from other work
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

    /** {@return the variant that the run works with} */
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

    /** {@return the variant that stands in the registry in the place of the held one, unless it was declined} */
    public Optional<Variant> newcomer() {
        return held.use().present().filter(present -> present != held.variant() && present != declined);
    }

    /** Leaves a newcomer alone from now on. */
    public void decline(Variant newcomer) {
        declined = newcomer;
    }

    /** {@return whether the held variant is the registered one} */
    public boolean registered() {
        return held.use().present().filter(held.variant()::equals).isPresent();
    }

    /** {@return whether the held variant is the registered one, or another waits to be taken} */
    public boolean replaceable() {
        return registered() || newcomer().isPresent();
    }

    /** {@return the parts whose bundles do not run any more, for people} */
    public List<String> orphans() {
        return told(bundle -> bundle.getState() != Bundle.ACTIVE, bundle -> "bundle " + bundle.getSymbolicName());
    }

    /** {@return the bundles of its parts that are not the product's own, for people} */
    public List<String> strangers() {
        return told(
                bundle -> !bundle.getLocation().startsWith(BundleJar.REFERENCE),
                bundle -> bundle.getSymbolicName() + " " + bundle.getVersion());
    }

    /** Tells of the parts from some bundles, and from which. */
    private List<String> told(Predicate<Bundle> which, Function<Bundle, String> name) {
        Set<String> told = new LinkedHashSet<>();
        for (PartUse used : held.variant().parts()) {
            Bundle bundle = FrameworkUtil.getBundle(used.part().getClass());
            if (bundle != null && which.test(bundle)) {
                told.add("%s %s of %s".formatted(used.kind(), used.written(), name.apply(bundle)));
            }
        }
        return List.copyOf(told);
    }

    @Override
    public void close() {
        held.use().close();
    }
}
