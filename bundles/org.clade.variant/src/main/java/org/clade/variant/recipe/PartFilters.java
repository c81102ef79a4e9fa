package org.clade.variant.recipe;

import java.util.Dictionary;
import org.clade.api.part.PartKind;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.Variant;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationPlugin;

/**
 * Turns recipe entries, {@code "attention": "gaussian(width=2)"}, into properties of Declarative Services:
 * {@code attention.target=(clade.id=gaussian)} and, for lists, the number of services. So a variant's component is
 * satisfied only while its parts are available, and its stored configuration stays unchanged.
 */
public final class PartFilters implements ConfigurationPlugin {

    private static final String NOTHING = "(!(clade.id=*))";

    /** {@return the name of a variant's configuration} */
    public static String name(String pid) {
        return pid.substring(pid.indexOf('~') + 1);
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> target, Dictionary<String, Object> properties) {
        String name = name(properties.get(Constants.SERVICE_PID).toString());
        properties.put(Variant.NAME, name);
        try {
            Recipe recipe = RecipeReader.read(name, VariantProperties.written(properties));
            PartRequirements needs = PartRequirements.of(recipe);
            for (PartKind kind : PartKind.ofVariants()) {
                properties.put(kind + ".target", needs.filter(kind));
                properties.put(
                        kind + ".cardinality.minimum", needs.ids().get(kind).size());
            }
        } catch (RefusedException e) {
            // An unreadable recipe gets no targets; variant:why explains the problem.
            properties.put(PartKind.BACKBONE + ".target", NOTHING);
        }
    }
}
