package org.clade.variant.catalog;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.clade.variant.recipe.Keys;
import org.clade.variant.recipe.PartTargets;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The variants that started bundles bring along; the Configurator makes configurations of them in its own time. */
final class ShippedVariants {

    private ShippedVariants() {}

    /** {@return the names of all variants that started bundles declare} */
    static Set<String> of(BundleContext context) {
        return names(context, bundle -> bundle.getState() == Bundle.ACTIVE);
    }

    /** {@return the names of all variants that bundles declare, started or not} */
    static Set<String> ofAll(BundleContext context) {
        return names(context, bundle -> true);
    }

    /** {@return the files of a bundle that the Configurator reads, by their paths in it} */
    static List<String> files(Bundle bundle) {
        Enumeration<String> files = bundle.getEntryPaths("OSGI-INF/configurator");
        return files == null
                ? List.of()
                : Collections.list(files).stream()
                        .filter(file -> file.endsWith(".json"))
                        .toList();
    }

    private static Set<String> names(BundleContext context, Predicate<Bundle> chosen) {
        Set<String> names = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            if (chosen.test(bundle)) {
                files(bundle).forEach(file -> names.addAll(names(bundle.getEntry(file))));
            }
        }
        return names;
    }

    private static Set<String> names(URL file) {
        Set<String> names = new TreeSet<>();
        try (Reader text = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
            for (String key : JsonParser.parseReader(text).getAsJsonObject().keySet()) {
                if (key.startsWith(Keys.FACTORY + "~")) {
                    names.add(PartTargets.name(key));
                }
            }
        } catch (IOException | JsonParseException | IllegalStateException e) {
            // The Configurator refuses such a file itself and says why in the log.
            return Set.of();
        }
        return names;
    }
}
