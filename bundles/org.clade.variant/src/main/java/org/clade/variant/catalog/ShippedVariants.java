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
import org.clade.variant.recipe.Keys;
import org.clade.variant.recipe.PartFilters;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The variants of bundles; the Configurator creates their configurations asynchronously. */
final class ShippedVariants {

    private ShippedVariants() {}

    /** {@return the names of all variants of bundles, started or not} */
    static Set<String> all(BundleContext context) {
        Set<String> names = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            names.addAll(of(bundle));
        }
        return names;
    }

    /** {@return the names of a bundle's variants} */
    static Set<String> of(Bundle bundle) {
        Set<String> names = new TreeSet<>();
        files(bundle).forEach(file -> names.addAll(names(bundle.getEntry(file))));
        return names;
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

    private static Set<String> names(URL file) {
        Set<String> names = new TreeSet<>();
        try (Reader text = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
            for (String key : JsonParser.parseReader(text).getAsJsonObject().keySet()) {
                if (key.startsWith(Keys.FACTORY + "~")) {
                    names.add(PartFilters.name(key));
                }
            }
        } catch (IOException | JsonParseException | IllegalStateException e) {
            // The Configurator refuses such a file itself and logs the reason.
            return Set.of();
        }
        return names;
    }
}
