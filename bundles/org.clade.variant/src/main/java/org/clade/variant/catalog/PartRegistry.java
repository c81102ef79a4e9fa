package org.clade.variant.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.clade.api.augment.ImageOperation;
import org.clade.api.data.ImageShape;
import org.clade.api.part.FormerNames;
import org.clade.api.part.Option;
import org.clade.api.part.Part;
import org.clade.api.part.PartKind;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.runtime.PartInfo;
import org.clade.api.runtime.PartRuntime;
import org.clade.api.variant.Recipe;
import org.clade.variant.edit.KnownParts;
import org.clade.variant.recipe.PartRequirements;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Finds parts in the service registry, the only list of parts, and missing parts in the capabilities that bundles declare.
 */
@Component(service = {PartRuntime.class, PartRegistry.class})
public final class PartRegistry implements PartRuntime, KnownParts {

    private static final String PARTS = "(&(clade.id=*)(clade.kind=*))";
    /** The namespace of the capabilities that bundles of parts declare. */
    static final String NAMESPACE = "org.clade.part";

    private final BundleContext context;

    @Activate
    public PartRegistry(BundleContext context) {
        this.context = context;
    }

    @Override
    public List<PartInfo> parts() {
        List<PartInfo> parts = new ArrayList<>();
        references().forEach(reference -> info(reference).ifPresent(parts::add));
        parts.sort(Comparator.comparing((PartInfo part) -> part.kind().id()).thenComparing(PartInfo::id));
        return List.copyOf(parts);
    }

    @Override
    public List<PartInfo> find(String id) {
        List<PartInfo> all = parts();
        List<PartInfo> found = all.stream().filter(part -> part.id().equals(id)).toList();
        if (found.isEmpty()) {
            throw FormerNames.unknownPart(
                    "part", id, all.stream().map(PartInfo::id).distinct().toList());
        }
        return found;
    }

    @Override
    public List<PartKind> kinds(String id) {
        return PartKind.ofVariants().stream()
                .filter(kind -> ids(kind).contains(id))
                .toList();
    }

    @Override
    public Collection<String> ids() {
        Set<String> ids = new TreeSet<>();
        PartKind.ofVariants().forEach(kind -> ids.addAll(ids(kind)));
        return ids;
    }

    @Override
    public List<Option<?>> options(PartKind kind, String id) {
        return parts().stream()
                .filter(part -> part.kind() == kind && part.id().equals(id))
                .findFirst()
                .map(PartInfo::options)
                .orElse(List.of());
    }

    @Override
    public boolean reshapes(PartSpec operation, ImageShape images) {
        for (ServiceReference<?> reference : references()) {
            if (operation.id().equals(reference.getProperty(Part.ID))
                    && context.getService(reference) instanceof ImageOperation part) {
                try {
                    return !part.shape(images, Settings.of(part, operation)).equals(images);
                } catch (RefusedException e) {
                    return true;
                } finally {
                    context.ungetService(reference);
                }
            }
        }
        return false;
    }

    /** {@return the available ids of a kind} */
    Set<String> ids(PartKind kind) {
        return present().ids(kind);
    }

    /** {@return the parts that are available now} */
    Present present() {
        Map<String, Set<String>> ids = new HashMap<>();
        for (ServiceReference<?> reference : references()) {
            ids.computeIfAbsent(String.valueOf(reference.getProperty(Part.KIND)), kind -> new TreeSet<>())
                    .add(String.valueOf(reference.getProperty(Part.ID)));
        }
        return new Present(ids);
    }

    /** The parts that were available at one moment. */
    final class Present {
        private final Map<String, Set<String>> ids;

        private Present(Map<String, Set<String>> ids) {
            this.ids = ids;
        }

        private Set<String> ids(PartKind kind) {
            return ids.getOrDefault(kind.id(), Set.of());
        }

        /**
         * Finds the missing parts of a recipe.
         *
         * @param recipe the recipe
         * @return one sentence for each: why it is missing and what to do
         */
        List<String> missing(Recipe recipe) {
            List<String> missing = new ArrayList<>();
            PartRequirements.of(recipe).ids().forEach((kind, needed) -> needed.stream()
                    .filter(id -> !ids(kind).contains(id))
                    .forEach(id -> missing.add(whyMissing(kind, id))));
            return missing;
        }
    }

    /**
     * Explains why a part is missing and what to do.
     *
     * @param kind the kind of part
     * @param id the missing id
     * @return the sentence
     */
    private String whyMissing(PartKind kind, String id) {
        for (Bundle bundle : context.getBundles()) {
            if (declares(bundle, kind, id)) {
                return "The %s %s is in bundle %s, which is %s; start it with “bundle:start %s”%s."
                        .formatted(
                                kind,
                                id,
                                bundle.getSymbolicName(),
                                bundle.getState() == Bundle.RESOLVED ? "stopped" : "not active (" + state(bundle) + ")",
                                bundle.getSymbolicName(),
                                instead(kind));
            }
        }
        return FormerNames.unknownPart(kind.id(), id, ids(kind)).getMessage();
    }

    private String instead(PartKind kind) {
        Set<String> others = ids(kind);
        return others.isEmpty() ? "" : ", or choose another %s: %s".formatted(kind, String.join(", ", others));
    }

    private Collection<ServiceReference<?>> references() {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(null, PARTS);
            return found == null ? List.of() : Arrays.asList(found);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(PARTS, e);
        }
    }

    private Optional<PartInfo> info(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        Optional<PartKind> kind = PartKind.of(String.valueOf(reference.getProperty(Part.KIND)));
        if (bundle == null || kind.isEmpty()) {
            return Optional.empty();
        }
        Object service = context.getService(reference);
        try {
            List<Option<?>> options = service instanceof Part part ? part.options() : List.of();
            return Optional.of(new PartInfo(
                    String.valueOf(reference.getProperty(Part.ID)),
                    kind.get(),
                    String.valueOf(reference.getProperty(Part.SUMMARY)),
                    bundle.getSymbolicName(),
                    bundle.getVersion().toString(),
                    origin(bundle.getLocation()),
                    state(bundle),
                    options));
        } finally {
            context.ungetService(reference);
        }
    }

    private static boolean declares(Bundle bundle, PartKind kind, String id) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) {
            return false;
        }
        for (BundleCapability capability : revision.getDeclaredCapabilities(NAMESPACE)) {
            if (id.equals(capability.getAttributes().get(Part.ID))
                    && kind.id().equals(capability.getAttributes().get(Part.KIND))) {
                return true;
            }
        }
        return false;
    }

    /** The origin of a bundle; the launcher installs the product's by reference, users' bundles have the location {@code deploy:<jar>#…}. */
    private static String origin(String location) {
        if (location.startsWith("reference:")) {
            return "product";
        }
        int end = location.lastIndexOf('#');
        return location.startsWith("deploy:") && end > 0
                ? "deploy/" + location.substring("deploy:".length(), end)
                : location;
    }

    /** {@return a bundle's state by its name in the specification} */
    static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "ACTIVE";
            case Bundle.STARTING -> "STARTING";
            case Bundle.STOPPING -> "STOPPING";
            case Bundle.RESOLVED -> "RESOLVED";
            case Bundle.INSTALLED -> "INSTALLED";
            default -> "UNINSTALLED";
        };
    }
}
