package org.clade.deploy.inspect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clade.api.part.RefusedException;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** Explains missing requirements of a bundle. */
public final class Requirements {

    private static final Pattern NAME = Pattern.compile("\\(([\\w.-]+)=([^)*]+)\\)");
    private static final Pattern LEAST = Pattern.compile("\\(version>=([^)]+)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");

    private final FrameworkWiring wiring;
    private final Bundle framework;

    /**
     * Requirements within a framework.
     *
     * @param framework the system bundle
     */
    public Requirements(Bundle framework) {
        this.framework = framework;
        this.wiring = framework.adapt(FrameworkWiring.class);
    }

    /**
     * Finds what is missing.
     *
     * @param bundle an installed bundle
     * @return a sentence for each missing requirement
     */
    public List<String> unmet(Bundle bundle) {
        List<String> sentences = new ArrayList<>();
        for (BundleRequirement requirement : bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
            if (mandatory(requirement) && wiring.findProviders(requirement).isEmpty()) {
                sentences.add(sentence(bundle, requirement));
            }
        }
        return sentences;
    }

    private static boolean mandatory(BundleRequirement requirement) {
        String resolution = requirement.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE);
        String effective = requirement.getDirectives().get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
        return !Namespace.RESOLUTION_OPTIONAL.equals(resolution)
                && !"dynamic".equals(resolution)
                && (effective == null || effective.equals(Namespace.EFFECTIVE_RESOLVE));
    }

    private String sentence(Bundle bundle, BundleRequirement requirement) {
        String filter = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
        return switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> ofPackage(bundle, filter);
            case ExecutionEnvironmentNamespace
                    .EXECUTION_ENVIRONMENT_NAMESPACE -> ("%s needs Java %s and Clade runs on Java %s;"
                            + " compile it with --release 17 (maven.compiler.release), or start Clade with that Java.")
                    .formatted(name(bundle), first(LEAST, filter, "of another version", "version="), feature());
            default -> "%s requires %s %s, which no bundle provides; add such a bundle to deploy/, or remove the requirement."
                    .formatted(name(bundle), requirement.getNamespace(), filter);
        };
    }

    private static int feature() {
        return Runtime.version().feature();
    }

    private static String first(Pattern pattern, String filter, String otherwise, String exact) {
        Matcher matcher = pattern.matcher(filter);
        if (matcher.find()) {
            return matcher.group(1);
        }
        int at = filter.indexOf("(" + exact);
        return at < 0 ? otherwise : filter.substring(at + exact.length() + 1, filter.indexOf(')', at));
    }

    private String ofPackage(Bundle bundle, String filter) {
        Matcher matcher = NAME.matcher(filter);
        String wanted = matcher.find() ? matcher.group(2) : filter;
        List<BundleCapability> here = exporters(wanted);
        if (here.isEmpty()) {
            return "%s imports the package %s, which no bundle exports; %s"
                    .formatted(name(bundle), wanted, way(wanted));
        }
        BundleCapability exporter = here.get(0);
        String version = String.valueOf(exporter.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE));
        return ("%s imports the package %s in version %s, and %s exports version %s; build the jar against the %s that runs"
                        + " here, and let bnd write the import.")
                .formatted(
                        name(bundle),
                        wanted,
                        range(filter),
                        exporter.getRevision().getSymbolicName(),
                        version,
                        exporter.getRevision().getSymbolicName());
    }

    private String way(String wanted) {
        Optional<String> nearest = RefusedException.nearest(wanted, exported());
        return nearest.map(name -> "did you mean %s? Otherwise ".formatted(name))
                        .orElse("")
                + "add the bundle that exports it to deploy/, or put the package into the jar (bnd: -privatepackage).";
    }

    private TreeSet<String> exported() {
        TreeSet<String> names = new TreeSet<>();
        for (Bundle other : framework.getBundleContext().getBundles()) {
            capabilities(other)
                    .forEach(capability -> names.add(
                            String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))));
        }
        return names;
    }

    private List<BundleCapability> exporters(String wanted) {
        List<BundleCapability> found = new ArrayList<>();
        for (Bundle other : framework.getBundleContext().getBundles()) {
            for (BundleCapability capability : capabilities(other)) {
                if (wanted.equals(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))) {
                    found.add(capability);
                }
            }
        }
        return found;
    }

    private static Collection<BundleCapability> capabilities(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null ? List.of() : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE);
    }

    private static String range(String filter) {
        Matcher least = LEAST.matcher(filter);
        Matcher below = BELOW.matcher(filter);
        String from = least.find() ? least.group(1) : "0";
        return below.find()
                ? "[%s,%s)".formatted(plain(from), plain(below.group(1)))
                : "%s or later".formatted(plain(from));
    }

    private static String plain(String version) {
        Version parsed = Version.parseVersion(version);
        return parsed.getMicro() == 0 && parsed.getQualifier().isEmpty()
                ? parsed.getMajor() + "." + parsed.getMinor()
                : version;
    }

    private static String name(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}
