package org.clade.deploy.admission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.clade.api.deploy.CheckResult;
import org.clade.api.part.NameCheck;
import org.clade.api.part.Part;
import org.clade.api.part.RefusedException;
import org.clade.deploy.inspect.CheckTimeoutException;
import org.clade.deploy.inspect.Components;
import org.clade.deploy.inspect.DeploymentRejectedException;
import org.clade.deploy.inspect.Limits;
import org.clade.deploy.inspect.MissingClass;
import org.clade.deploy.inspect.PartRef;
import org.clade.deploy.inspect.Quarantine;
import org.clade.deploy.inspect.Requirements;
import org.clade.deploy.inspect.TimeLimitedThread;
import org.clade.deploy.process.ProcessState;
import org.clade.deploy.verify.ContractVerifier;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Admits a bundle: installs and resolves it, starts it in quarantine, checks its parts, and only then starts it for
 * all. It uninstalls a bundle that does not pass; the former one continues to serve.
 */
public final class Admission {

    /** The prefix of the locations of users' bundles. */
    public static final String LOCATION = "deploy:";

    /** The namespace of what bnd declares for each component. */
    private static final String SERVICE = "osgi.service";

    private static final Duration REGISTRATION = Duration.ofSeconds(2);

    private final BundleContext context;
    private final Quarantine quarantine;
    private final Components components;
    private final Recipes recipes;
    private final ContractVerifier trial;
    private final Removal removal;
    private final Limits limits;

    /**
     * The result of an admission.
     *
     * @param bundle the bundle, which serves now
     * @param promises how many promises its parts keep
     */
    public record Admitted(Bundle bundle, int promises) {}

    /**
     * Admission to a framework.
     *
     * @param context the context of this bundle
     * @param quarantine hides services during the check
     * @param components explains components
     * @param recipes reads recipes
     * @param trial checks promises
     * @param removal removes rejected bundles
     * @param limits the time limits for users' code
     */
    public Admission(
            BundleContext context,
            Quarantine quarantine,
            Components components,
            Recipes recipes,
            ContractVerifier trial,
            Removal removal,
            Limits limits) {
        this.context = context;
        this.quarantine = quarantine;
        this.components = components;
        this.recipes = recipes;
        this.trial = trial;
        this.removal = removal;
        this.limits = limits;
    }

    /**
     * Admits a bundle.
     *
     * @param candidate the jar
     * @param before the bundles that it replaces, removed once it serves
     * @param told receives the parts and variants that the bundle declares, as soon as they are known
     * @return the bundle that serves
     * @throws DeploymentRejectedException if it does not pass
     * @throws InterruptedException if a wait is interrupted
     */
    public Admitted admit(Candidate candidate, Collection<Bundle> before, Consumer<Set<PartRef>> told)
            throws DeploymentRejectedException, InterruptedException {
        ProcessState state = ProcessState.now();
        Bundle bundle = install(candidate);
        boolean serves = false;
        try {
            Set<PartRef> declared = PartRef.declared(bundle);
            checkNames(declared, bundle);
            told.accept(declared);
            checkPartsFree(declared, bundle, before);
            Set<PartRef> variants = recipes.of(bundle);
            checkVariantsFree(variants, bundle, before);
            resolve(bundle);
            quarantine.hide(bundle);
            start(bundle);
            checkClasses(bundle);
            List<ServiceReference<?>> parts = parts(bundle, declared);
            parts.forEach(part -> declared.add(PartRef.of(part)));
            checkNames(declared, bundle);
            Set<PartRef> offered = new LinkedHashSet<>(declared);
            offered.addAll(variants);
            told.accept(offered);
            checkPartsFree(declared, bundle, before);
            int promises = 0;
            for (ServiceReference<?> part : parts) {
                promises += check(bundle, part);
            }
            checkUnchanged(state, bundle);
            release(bundle);
            serves = true;
            for (Bundle old : before) {
                removal.remove(old);
            }
            return new Admitted(bundle, promises);
        } finally {
            if (!serves) {
                removal.remove(bundle);
            }
            state.restore();
        }
    }

    private void checkClasses(Bundle bundle) throws DeploymentRejectedException, InterruptedException {
        Optional<String> missing = call("the loading of its classes", bundle, () -> components.missing(bundle));
        if (missing.isPresent()) {
            throw DeploymentRejectedException.refused(List.of(missing.get()));
        }
    }

    private static void checkUnchanged(ProcessState state, Bundle bundle) throws DeploymentRejectedException {
        List<String> changed = state.restore();
        if (!changed.isEmpty()) {
            throw DeploymentRejectedException.refused(
                    "%s changes %s, which all of Clade uses; remove that code. The value was restored.",
                    name(bundle), String.join(", ", changed));
        }
    }

    private Bundle install(Candidate candidate) throws DeploymentRejectedException {
        try (InputStream in = Files.newInputStream(candidate.copy())) {
            return context.installBundle(
                    LOCATION + candidate.file() + "#" + candidate.sha256().substring(0, 12) + "-" + System.nanoTime(),
                    in);
        } catch (BundleException e) {
            throw DeploymentRejectedException.refused(
                    "%s cannot be installed: %s.", candidate.file(), sentence(e.getMessage()));
        } catch (IOException e) {
            throw DeploymentRejectedException.refused("%s cannot be read: %s.", candidate.file(), e.getMessage());
        }
    }

    private static void checkNames(Set<PartRef> parts, Bundle bundle) throws DeploymentRejectedException {
        for (PartRef part : parts) {
            try {
                NameCheck.check("part", part.id());
            } catch (RefusedException e) {
                throw DeploymentRejectedException.refused("%s: %s", name(bundle), e.getMessage());
            }
        }
    }

    private void checkPartsFree(Set<PartRef> parts, Bundle bundle, Collection<Bundle> before)
            throws DeploymentRejectedException {
        checkFree(
                parts, "%s offers the %s, which %s already offers; give it another id.", PartRef::all, bundle, before);
    }

    private void checkVariantsFree(Set<PartRef> variants, Bundle bundle, Collection<Bundle> before)
            throws DeploymentRejectedException {
        checkFree(
                variants,
                "%s has a recipe of the %s, which %s already has; give it another name.",
                recipes::ofServing,
                bundle,
                before);
    }

    private void checkFree(
            Set<PartRef> offers,
            String sentence,
            Function<Bundle, Set<PartRef>> offered,
            Bundle bundle,
            Collection<Bundle> before)
            throws DeploymentRejectedException {
        if (offers.isEmpty()) {
            return;
        }
        for (Bundle other : context.getBundles()) {
            if (other.equals(bundle) || before.contains(other)) {
                continue;
            }
            for (PartRef taken : offered.apply(other)) {
                if (offers.contains(taken)) {
                    throw DeploymentRejectedException.refused(sentence, name(bundle), taken, name(other));
                }
            }
        }
    }

    private void resolve(Bundle bundle) throws DeploymentRejectedException {
        if (context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(List.of(bundle))) {
            return;
        }
        List<String> unmet = new Requirements(context.getBundle(0)).unmet(bundle);
        if (!unmet.isEmpty()) {
            throw DeploymentRejectedException.waiting(unmet);
        }
        try {
            bundle.start();
        } catch (BundleException e) {
            throw DeploymentRejectedException.waiting(
                    List.of("%s does not resolve: %s.".formatted(name(bundle), sentence(e.getMessage()))));
        }
    }

    private void start(Bundle bundle) throws DeploymentRejectedException, InterruptedException {
        call("its start", bundle, () -> {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
            return null;
        });
    }

    /** The parts of a bundle that was just started; components may take a moment to be registered. */
    private List<ServiceReference<?>> parts(Bundle bundle, Set<PartRef> declared)
            throws DeploymentRejectedException, InterruptedException {
        awaitParts(bundle, declared);
        List<ServiceReference<?>> parts = PartRef.registered(bundle);
        Set<PartRef> missing = new LinkedHashSet<>(declared);
        missing.removeAll(offers(parts));
        if (!missing.isEmpty()) {
            throw absent(bundle, missing.iterator().next());
        }
        if (parts.isEmpty() && !helps(bundle)) {
            throw DeploymentRejectedException.refused(
                    "%s has no part, no recipe, no service of Clade's API and no exported package, so it has no effect; put @Component and the kind's"
                            + " annotation, such as @ProvidesLossTask(id, summary), on a public class.",
                    name(bundle));
        }
        return parts;
    }

    private void awaitParts(Bundle bundle, Set<PartRef> declared) throws InterruptedException {
        CountDownLatch registered = new CountDownLatch(1);
        Runnable look = () -> {
            if (offers(PartRef.registered(bundle)).containsAll(declared)) {
                registered.countDown();
            }
        };
        AllServiceListener listener = event -> {
            if (bundle.equals(event.getServiceReference().getBundle())) {
                look.run();
            }
        };
        context.addServiceListener(listener);
        try {
            look.run();
            registered.await(REGISTRATION.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            context.removeServiceListener(listener);
        }
    }

    private DeploymentRejectedException absent(Bundle bundle, PartRef missing) {
        List<String> waiting = components.waiting(bundle);
        if (!waiting.isEmpty()) {
            return DeploymentRejectedException.waiting(waiting);
        }
        String failure = components.failure(bundle, null);
        if (!failure.isEmpty()) {
            return DeploymentRejectedException.refused("%s: %s", name(bundle), failure);
        }
        return components.count(bundle) == 0
                ? DeploymentRejectedException.refused(
                        "%s declares the %s, but has no component that offers it: its manifest names no Service-Component; put"
                                + " @Component on the class and let bnd write manifest and OSGI-INF/.",
                        name(bundle), missing)
                : DeploymentRejectedException.refused(
                        "%s declares the %s, but none of its components offers it; put @Component and the kind's annotation on"
                                + " the same class and let bnd write manifest and OSGI-INF/.",
                        name(bundle), missing);
    }

    private static Set<PartRef> offers(List<ServiceReference<?>> parts) {
        Set<PartRef> offers = new LinkedHashSet<>();
        parts.forEach(part -> offers.add(PartRef.of(part)));
        return offers;
    }

    /** Whether a bundle without parts is useful: it has recipes, packages for other bundles, or a service of Clade's API. */
    private static boolean helps(Bundle bundle) {
        return Recipes.in(bundle)
                || bundle.adapt(BundleRevision.class).getDeclaredCapabilities(SERVICE).stream()
                        .anyMatch(service -> String.valueOf(
                                        service.getAttributes().get(Constants.OBJECTCLASS))
                                .contains("org.clade.api."))
                || !bundle.adapt(BundleRevision.class)
                        .getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
                        .isEmpty();
    }

    private int check(Bundle bundle, ServiceReference<?> reference)
            throws DeploymentRejectedException, InterruptedException {
        PartRef offer = PartRef.of(reference);
        Object service = call("the component of the " + offer, bundle, () -> context.getService(reference));
        if (service == null) {
            String failure = components.failure(bundle, reference.getProperty("component.id"));
            throw DeploymentRejectedException.refused(
                    "%s: %s", name(bundle), failure.isEmpty() ? "The %s has no service.".formatted(offer) : failure);
        }
        try {
            if (!(service instanceof Part part)) {
                throw DeploymentRejectedException.refused(
                        "The %s of %s is not a part of this Clade: the jar contains its own copy of org.clade.api; import its"
                                + " packages instead.",
                        offer, name(bundle));
            }
            List<CheckResult> promises = trial.of(offer, part);
            List<String> broken = broken("The %s of %s".formatted(offer, name(bundle)), promises);
            if (!broken.isEmpty()) {
                throw DeploymentRejectedException.refused(broken);
            }
            return promises.size();
        } finally {
            context.ungetService(reference);
        }
    }

    /** One sentence for each finding; a part that always throws breaks every promise in the same way. */
    static List<String> broken(String part, List<CheckResult> promises) {
        Map<String, List<CheckResult>> byFinding = new LinkedHashMap<>();
        for (CheckResult promise : promises) {
            if (!promise.kept()) {
                byFinding
                        .computeIfAbsent(promise.finding(), finding -> new ArrayList<>())
                        .add(promise);
            }
        }
        List<String> sentences = new ArrayList<>();
        byFinding.forEach((finding, alike) -> sentences.add("%s does not keep its promise that %s%s: %s"
                .formatted(
                        part,
                        alike.get(0).promise(),
                        alike.size() == 1 ? "" : " (and %s more)".formatted(alike.size() - 1),
                        finding)));
        return sentences;
    }

    /** Hidden services were never announced, so the bundle starts again, visible to all. */
    private void release(Bundle bundle) throws DeploymentRejectedException, InterruptedException {
        call("its stop", bundle, () -> {
            bundle.stop();
            return null;
        });
        quarantine.release(bundle);
        start(bundle);
    }

    private <T> T call(String what, Bundle bundle, Callable<T> work)
            throws DeploymentRejectedException, InterruptedException {
        try (TimeLimitedThread thread = new TimeLimitedThread("clade-deploy " + bundle.getSymbolicName())) {
            return thread.call(limits.start(), work);
        } catch (CheckTimeoutException e) {
            throw DeploymentRejectedException.refused(
                    "%s blocks: %s %s; do not wait there.", name(bundle), what, e.getMessage());
        } catch (ExecutionException e) {
            throw DeploymentRejectedException.refused(List.of(notStarted(bundle, e.getCause())));
        }
    }

    private static String notStarted(Bundle bundle, Throwable failure) {
        return MissingClass.sentence(name(bundle), failure)
                .orElseGet(() -> "%s did not start: %s.".formatted(name(bundle), threw(bundle, failure)));
    }

    private static String threw(Bundle bundle, Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof BundleException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String activator = bundle.getHeaders().get(Constants.BUNDLE_ACTIVATOR);
        return cause instanceof BundleException || activator == null
                ? sentence(cause.getMessage())
                : "its activator %s threw %s".formatted(activator, sentence(cause.toString()));
    }

    private static String sentence(String message) {
        return String.valueOf(message).strip().lines().findFirst().orElse("").replaceAll("\\.$", "");
    }

    private static String name(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}
