package org.clade.deploy.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.clade.api.deploy.DeployState;
import org.clade.api.deploy.DeployedBundle;
import org.clade.api.deploy.Verification;
import org.clade.api.part.FormerNames;
import org.clade.api.part.Part;
import org.clade.api.part.RefusedException;
import org.clade.deploy.inspect.Components;
import org.clade.deploy.inspect.PartRef;
import org.clade.deploy.inspect.Quarantine;
import org.clade.deploy.inspect.Requirements;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Checks the contracts of available parts and explains why others are missing. */
public final class PartDiagnostics {

    private static final String PARTS = "(&(clade.id=*)(clade.kind=*))";

    private final BundleContext context;
    private final Quarantine quarantine;
    private final Components components;
    private final ContractVerifier trial;

    public PartDiagnostics(
            BundleContext context, Quarantine quarantine, Components components, ContractVerifier trial) {
        this.context = context;
        this.quarantine = quarantine;
        this.components = components;
        this.trial = trial;
    }

    /**
     * Checks the contracts of the parts with an id.
     *
     * @param id the id
     * @param deployed users' bundles
     * @return the results
     * @throws InterruptedException if the wait is interrupted
     */
    public List<Verification> verify(String id, List<DeployedBundle> deployed) throws InterruptedException {
        List<Verification> verifications = new ArrayList<>();
        for (ServiceReference<?> reference : references(id)) {
            Object service = context.getService(reference);
            try {
                if (service instanceof Part part) {
                    PartRef offer = PartRef.of(reference);
                    Bundle bundle = reference.getBundle();
                    verifications.add(new Verification(
                            offer.id(),
                            offer.kind(),
                            bundle.getSymbolicName(),
                            bundle.getVersion().toString(),
                            trial.of(offer, part)));
                }
            } finally {
                context.ungetService(reference);
            }
        }
        if (verifications.isEmpty()) {
            throw new RefusedException(String.join(" ", why(id, deployed)));
        }
        return verifications;
    }

    /**
     * Explains why a part is not available.
     *
     * @param id its id
     * @param deployed users' bundles
     * @return sentences
     */
    public List<String> why(String id, List<DeployedBundle> deployed) {
        List<String> sentences = new ArrayList<>();
        for (ServiceReference<?> reference : references(id)) {
            sentences.add("The %s is available: %s %s offers it."
                    .formatted(
                            PartRef.of(reference),
                            reference.getBundle().getSymbolicName(),
                            reference.getBundle().getVersion()));
        }
        for (DeployedBundle bundle : deployed) {
            if (bundle.state() != DeployState.SERVING
                    && bundle.parts().stream().anyMatch(part -> PartRef.id(part).equals(id))) {
                sentences.add("%s, which declares it, is %s."
                        .formatted(bundle.file(), bundle.state().name().toLowerCase(Locale.ROOT)));
                sentences.addAll(bundle.findings());
            }
        }
        if (sentences.isEmpty()) {
            for (Bundle bundle : context.getBundles()) {
                if (PartRef.declared(bundle).stream()
                        .anyMatch(offer -> offer.id().equals(id))) {
                    sentences.addAll(ofBundle(id, bundle));
                }
            }
        }
        if (sentences.isEmpty()) {
            throw FormerNames.unknownPart("part", id, known(deployed));
        }
        return sentences;
    }

    private List<String> ofBundle(String id, Bundle bundle) {
        String name = bundle.getSymbolicName() + " " + bundle.getVersion();
        if (bundle.getState() == Bundle.INSTALLED) {
            List<String> unmet = new Requirements(context.getBundle(0)).unmet(bundle);
            return unmet.isEmpty()
                    ? List.of("The part %s is in %s, which is not resolved; start it with “start %s”."
                            .formatted(id, name, bundle.getBundleId()))
                    : unmet;
        }
        if (bundle.getState() == Bundle.RESOLVED) {
            return List.of("The part %s is in %s, which is not started; start it with “start %s”."
                    .formatted(id, name, bundle.getBundleId()));
        }
        List<String> waiting = components.waiting(bundle);
        String failure = components.failure(bundle, null);
        if (!waiting.isEmpty()) {
            return waiting;
        }
        return List.of(
                failure.isEmpty()
                        ? "The part %s is in %s, which is started, but none of its components offers it."
                                .formatted(id, name)
                        : failure);
    }

    private Set<String> known(List<DeployedBundle> deployed) {
        Set<String> ids = new TreeSet<>();
        for (ServiceReference<?> reference : found(PARTS)) {
            ids.add(PartRef.of(reference).id());
        }
        deployed.forEach(bundle -> bundle.parts().forEach(part -> ids.add(PartRef.id(part))));
        return ids;
    }

    private List<ServiceReference<?>> references(String id) {
        return found(PARTS).stream()
                .filter(reference -> Objects.equals(id, reference.getProperty(Part.ID)))
                .filter(reference -> reference.getBundle() != null && !quarantine.hides(reference.getBundle()))
                .toList();
    }

    private List<ServiceReference<?>> found(String filter) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(null, filter);
            return found == null ? List.of() : Arrays.asList(found);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(filter, e);
        }
    }
}
