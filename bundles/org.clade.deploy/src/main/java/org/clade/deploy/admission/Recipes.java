package org.clade.deploy.admission;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.RecipeCheck;
import org.clade.deploy.inspect.DeploymentRejectedException;
import org.clade.deploy.inspect.PartRef;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;

/** The recipes in bundles: Clade reads them as data, or the Configurator makes configurations of them. */
public final class Recipes {

    private static final String FOLDER = "OSGI-INF/configurator";
    private static final String EXTENDER = "osgi.extender";
    private static final List<String> READERS = List.of("org.clade.variant", "osgi.configurator");
    private static final String KIND = "variant";

    private final RecipeCheck check;

    /**
     * Recipes.
     *
     * @param check reads them
     */
    public Recipes(RecipeCheck check) {
        this.check = check;
    }

    /**
     * Reads the recipes of a bundle.
     *
     * @param bundle the bundle
     * @return their variants
     * @throws DeploymentRejectedException if a recipe is wrong
     */
    Set<PartRef> of(Bundle bundle) throws DeploymentRejectedException {
        Set<PartRef> variants = new LinkedHashSet<>();
        Enumeration<URL> files = files(bundle);
        if (files == null) {
            return variants;
        }
        if (!asksForReader(bundle)) {
            throw DeploymentRejectedException.refused(
                    "%s %s has recipes in %s, but its manifest does not require the Configurator; annotate a package or class with"
                            + " @RequireConfigurator, or write Require-Capability as the shipped recipes do.",
                    bundle.getSymbolicName(), bundle.getVersion(), FOLDER);
        }
        for (URL file : Collections.list(files)) {
            String called =
                    "%s of %s %s".formatted(file.getPath().substring(1), bundle.getSymbolicName(), bundle.getVersion());
            try (InputStream in = file.openStream()) {
                check.variants(new String(in.readAllBytes(), StandardCharsets.UTF_8), called)
                        .forEach(name -> variants.add(new PartRef(KIND, name)));
            } catch (RefusedException e) {
                throw DeploymentRejectedException.refused("%s", e.getMessage());
            } catch (IOException e) {
                throw DeploymentRejectedException.refused("%s cannot be read: %s.", called, e.getMessage());
            }
        }
        return variants;
    }

    /** {@return whether a bundle has recipes} */
    static boolean in(Bundle bundle) {
        return files(bundle) != null;
    }

    private static Enumeration<URL> files(Bundle bundle) {
        return bundle.findEntries(FOLDER, "*.json", false);
    }

    private static boolean asksForReader(Bundle bundle) {
        return bundle.adapt(BundleRevision.class).getDeclaredRequirements(EXTENDER).stream()
                .map(requirement -> requirement.getDirectives().getOrDefault("filter", ""))
                .anyMatch(filter -> READERS.stream().anyMatch(filter::contains));
    }

    /** {@return the variants of a deployed bundle; none if one of its recipes is wrong} */
    Set<PartRef> ofServing(Bundle bundle) {
        try {
            return of(bundle);
        } catch (DeploymentRejectedException e) {
            return Set.of();
        }
    }
}
