package org.clade.variant.catalog;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Variant;
import org.clade.variant.assembly.ConfiguredVariant;
import org.clade.variant.recipe.Keys;
import org.clade.variant.recipe.PartFilters;
import org.clade.variant.recipe.RecipeReader;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.util.tracker.BundleTracker;

/**
 * The variants that are not available yet: those that the Configurator configures for started bundles, and the user's own. Recipes that
 * are data ({@link RecipeBundles}) are never pending. A variant is no longer pending when its service is registered, or when its configuration exists and a part is missing. The tracker sees a
 * bundle in the thread that starts it, so a variant is pending as soon as its bundle starts.
 */
@Component(service = PendingVariants.class)
public final class PendingVariants {

    /** The progress of a pending variant. */
    private enum Stage {
        /** Its recipe is known; the Configurator has not created its configuration. */
        EXPECTED,
        /** Configuration Admin has it. */
        CONFIGURED,
        /** Its parts are available, so Declarative Services will register it. */
        SATISFIED
    }

    private final BundleContext context;
    private final VariantConfigurations configurations;
    private final PartRegistry parts;
    private final ServiceComponentRuntime components;
    private final Map<String, Stage> pending = new TreeMap<>();
    private final ReadyCondition condition;
    private final BundleTracker<Set<String>> bundles;
    private final ServiceListener variants = this::variantChanged;
    private final ServiceListener changes = event -> componentsChanged();
    private final ServiceRegistration<ConfigurationListener> listener;
    private boolean folderRead;

    @Activate
    public PendingVariants(
            BundleContext context,
            @Reference VariantConfigurations configurations,
            @Reference PartRegistry parts,
            @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.configurations = configurations;
        this.parts = parts;
        this.components = components;
        condition = new ReadyCondition(context, this::complete);
        listen(variants, Variant.class);
        listen(changes, ServiceComponentRuntime.class);
        listener = context.registerService(ConfigurationListener.class, this::configurationChanged, null);
        bundles = new Recipes(context);
        bundles.open();
    }

    private void listen(ServiceListener to, Class<?> type) {
        try {
            context.addServiceListener(to, "(objectClass=" + type.getName() + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    @Deactivate
    void close() {
        bundles.close();
        listener.unregister();
        context.removeServiceListener(variants);
        context.removeServiceListener(changes);
        condition.close();
    }

    /** Records that the folder of the user's variants was read; only the first time counts. */
    void folderRead() {
        synchronized (this) {
            if (folderRead) {
                return;
            }
            folderRead = true;
        }
        review();
    }

    /**
     * Adds variants to wait for, except those that are available already.
     *
     * @param names their names
     */
    void expect(Set<String> names) {
        synchronized (this) {
            names.forEach(name -> pending.putIfAbsent(name, Stage.EXPECTED));
        }
        Set<String> configured = configurations.configured().keySet();
        Set<String> registered = registered();
        synchronized (this) {
            pending.keySet().removeAll(registered);
            pending.replaceAll(
                    (name, stage) -> stage == Stage.EXPECTED && configured.contains(name) ? Stage.CONFIGURED : stage);
        }
        review();
    }

    /**
     * Waits until no variant is pending.
     *
     * @param limit the longest wait
     * @throws InterruptedException if the wait is interrupted
     */
    synchronized void await(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toMillis(); !complete() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    private synchronized boolean complete() {
        return folderRead && pending.isEmpty();
    }

    private Set<String> registered() {
        try {
            return context.getServiceReferences(Variant.class, null).stream()
                    .map(PendingVariants::name)
                    .collect(Collectors.toCollection(HashSet::new));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(ServiceReference<?> variant) {
        return String.valueOf(variant.getProperty(Variant.NAME));
    }

    private void variantChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED) {
            forget(Set.of(name(event.getServiceReference())));
        }
    }

    private void configurationChanged(ConfigurationEvent event) {
        if (!Keys.FACTORY.equals(event.getFactoryPid())) {
            return;
        }
        String name = PartFilters.name(event.getPid());
        if (event.getType() == ConfigurationEvent.CM_DELETED) {
            forget(Set.of(name));
        } else {
            synchronized (this) {
                pending.replace(name, Stage.EXPECTED, Stage.CONFIGURED);
            }
            review();
        }
    }

    private void forget(Collection<String> names) {
        boolean known;
        synchronized (this) {
            known = pending.keySet().removeAll(names);
        }
        if (known) {
            review();
        }
    }

    /**
     * Checks the remaining variants once all configurations exist: a variant with a missing part will not come.
     * Configuration events arrive in order, and most variants are registered by then.
     */
    private void review() {
        Set<String> configured;
        synchronized (this) {
            configured = pending.containsValue(Stage.EXPECTED) ? Set.of() : at(Stage.CONFIGURED);
        }
        settle(configured, Set.of());
        synchronized (this) {
            notifyAll();
        }
        condition.update();
    }

    /** Declarative Services count their changes: a variant that failed to activate, or lost a part since, will not come either. */
    private void componentsChanged() {
        Set<String> satisfied;
        synchronized (this) {
            satisfied = at(Stage.SATISFIED);
        }
        if (!satisfied.isEmpty()) {
            settle(satisfied, failed());
            review();
        }
    }

    private void settle(Set<String> names, Set<String> failed) {
        if (names.isEmpty()) {
            return;
        }
        Map<String, Map<String, Object>> configured = configurations.configured();
        Map<String, Boolean> comes = new LinkedHashMap<>();
        names.forEach(name -> comes.put(name, !failed.contains(name) && hasParts(name, configured.get(name))));
        synchronized (this) {
            comes.forEach(
                    (name, yes) -> pending.computeIfPresent(name, (known, stage) -> yes ? Stage.SATISFIED : null));
        }
    }

    private boolean hasParts(String name, Map<String, Object> properties) {
        try {
            return properties != null
                    && context.getServiceReference(TensorEngine.class) != null
                    && parts.present()
                            .missing(RecipeReader.read(name, properties))
                            .isEmpty();
        } catch (RefusedException e) {
            return false; // such a recipe has no parts
        }
    }

    private Set<String> at(Stage wanted) {
        return pending.entrySet().stream()
                .filter(entry -> entry.getValue() == wanted)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Set<String> failed() {
        ComponentDescriptionDTO component =
                components.getComponentDescriptionDTO(context.getBundle(), ConfiguredVariant.class.getName());
        return Stream.ofNullable(component)
                .flatMap(known -> components.getComponentConfigurationDTOs(known).stream())
                .filter(variant -> variant.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                .map(variant -> String.valueOf(variant.properties.get(Variant.NAME)))
                .collect(Collectors.toSet());
    }

    /** The started bundles whose recipes the Configurator reads. */
    private final class Recipes extends BundleTracker<Set<String>> {

        private Recipes(BundleContext context) {
            super(context, Bundle.ACTIVE, null);
        }

        @Override
        public Set<String> addingBundle(Bundle bundle, BundleEvent event) {
            Set<String> names = RecipeBundles.requiresExtender(bundle) ? Set.of() : ShippedVariants.of(bundle);
            if (names.isEmpty()) {
                return null;
            }
            expect(names);
            return names;
        }

        @Override
        public void removedBundle(Bundle bundle, BundleEvent event, Set<String> names) {
            forget(names);
        }
    }
}
