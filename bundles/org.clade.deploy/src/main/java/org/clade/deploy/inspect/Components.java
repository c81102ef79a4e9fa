package org.clade.deploy.inspect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Explains what a bundle's components wait for or why they failed, from Declarative Services. */
public final class Components {

    private static final String CONDITION = "osgi.ds.satisfying.condition";

    private final ServiceComponentRuntime runtime;

    public Components(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /** {@return how many components a bundle has} */
    public int count(Bundle bundle) {
        return runtime.getComponentDescriptionDTOs(bundle).size();
    }

    /** {@return a sentence for each reference or configuration that a bundle's components wait for} */
    public List<String> waiting(Bundle bundle) {
        List<String> sentences = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
            Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(component);
            if (configurations.isEmpty() && "require".equals(component.configurationPolicy)) {
                sentences.add(unconfigured(component));
            }
            for (ComponentConfigurationDTO configuration : configurations) {
                if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) {
                    sentences.add(unconfigured(component));
                } else if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
                        sentences.add(unsatisfied(component, missing));
                    }
                }
            }
        }
        return sentences;
    }

    private static String unconfigured(ComponentDescriptionDTO component) {
        return "The component %s waits for a configuration of the PID %s (its configurationPolicy is REQUIRE); add one, or make it optional."
                .formatted(component.implementationClass, String.join(", ", component.configurationPid));
    }

    private static String unsatisfied(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO missing) {
        String type = missing.name.equals(CONDITION) ? "org.osgi.service.condition.Condition" : missing.name;
        for (ReferenceDTO reference : component.references) {
            if (reference.name.equals(missing.name)) {
                type = reference.interfaceName;
            }
        }
        return "The component %s waits for a service %s%s, which no bundle offers; add such a bundle to deploy/, or make the reference optional."
                .formatted(
                        component.implementationClass,
                        type,
                        missing.target == null || missing.target.isEmpty() ? "" : " with " + missing.target);
    }

    /** {@return a sentence about a component whose class is missing; empty if no class is missing} */
    public Optional<String> missing(Bundle bundle) {
        return runtime.getComponentDescriptionDTOs(bundle).stream()
                .map(component -> MissingClass.loading(bundle, component.implementationClass))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Explains why a component has no service.
     *
     * @param bundle its bundle
     * @param id the component's id, a service property of its services; may be null
     * @return its exception; empty if unknown
     */
    public String failure(Bundle bundle, Object id) {
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(component)) {
                boolean wanted = id == null || id.equals(configuration.id);
                if (wanted && configuration.failure != null && !configuration.failure.isEmpty()) {
                    Optional<String> missing = MissingClass.sentence(
                            bundle.getSymbolicName() + " " + bundle.getVersion(), configuration.failure);
                    if (missing.isPresent()) {
                        return missing.get();
                    }
                    return "The component %s did not start: it threw %s."
                            .formatted(component.implementationClass, root(configuration.failure));
                }
            }
        }
        return "";
    }

    /** The innermost cause of a printed stack trace. */
    private static String root(String trace) {
        String root = null;
        for (String line : trace.lines().toList()) {
            if (root == null) {
                root = line.strip();
            } else if (line.startsWith("Caused by: ")) {
                root = line.substring("Caused by: ".length()).strip();
            }
        }
        return root == null ? "something" : root.replaceAll("\\.$", "");
    }
}
