package org.clade.shell.health;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.clade.api.runtime.PartRuntime;
import org.clade.api.variant.VariantService;
import org.clade.shell.service.MissingServiceException;
import org.clade.shell.service.Platform;
import org.clade.shell.service.Services;

/** Finds problems of an installation, even if every bundle is active. */
public final class HealthCheck {

    private final Services services;
    private final List<ProviderCheck> providers;

    /**
     * A check of the running framework.
     *
     * @param services its services
     */
    public HealthCheck(Services services) {
        this(services, ProviderCheck.ALL);
    }

    HealthCheck(Services services, List<ProviderCheck> providers) {
        this.services = services;
        this.providers = providers;
    }

    /**
     * Runs all checks.
     *
     * @return a sentence for each problem; none if all is well
     * @throws InterruptedException if the wait for services is interrupted
     */
    public List<String> problems() throws InterruptedException {
        List<String> missing = providers.stream()
                .map(ProviderCheck::problem)
                .flatMap(Optional::stream)
                .toList();
        // Without a parser no variant can be read, and Clade is never ready.
        Optional<String> unready = missing.isEmpty() ? unready() : Optional.empty();
        List<String> problems = new ArrayList<>();
        services.platform().bundles().stream()
                .filter(Platform.BundleState::idle)
                .forEach(bundle -> problems.add("The bundle %s %s is %s instead of ACTIVE."
                        .formatted(bundle.name(), bundle.version(), bundle.state())));
        problems.addAll(missing);
        unready.ifPresent(problems::add);
        none("part", PartRuntime.class, PartRuntime::parts).ifPresent(problems::add);
        if (missing.isEmpty() && unready.isEmpty()) {
            none("variant", VariantService.class, VariantService::list).ifPresent(problems::add);
        }
        return List.copyOf(problems);
    }

    /**
     * The message for a missing kind that Clade ships.
     *
     * @param what the missing kind, such as {@code variant}
     * @return the sentence
     */
    public static String none(String what) {
        return "There is no %s, although Clade ships some; bundles are missing or did not start, so build or unpack Clade again."
                .formatted(what);
    }

    private Optional<String> unready() throws InterruptedException {
        try {
            services.awaitReady();
            return Optional.empty();
        } catch (MissingServiceException e) {
            return Optional.of(e.getMessage());
        }
    }

    private <T> Optional<String> none(String what, Class<T> type, Function<T, Collection<?>> list)
            throws InterruptedException {
        try {
            return list.apply(services.get(type)).isEmpty() ? Optional.of(none(what)) : Optional.empty();
        } catch (MissingServiceException e) {
            return Optional.of(e.getMessage());
        }
    }
}
