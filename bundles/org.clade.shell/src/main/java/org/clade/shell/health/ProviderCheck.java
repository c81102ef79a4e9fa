package org.clade.shell.health;

import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * Whether a library finds its provider, which is in another bundle. If it fails, every bundle is still active.
 *
 * @param present whether the provider is available
 * @param sentence the problem if it is not
 */
record ProviderCheck(BooleanSupplier present, String sentence) {

    private static final String ADVICE =
            " The bundle of its provider is missing or does not fit; build or unpack Clade again.";

    /** The providers that Clade needs. */
    static final List<ProviderCheck> ALL = List.of(
            new ProviderCheck(
                    () -> !(LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory),
                    "SLF4J has no logger, so no warning is shown." + ADVICE),
            new ProviderCheck(
                    () -> JsonProvider.provider() != null,
                    "There is no JSON parser, so no recipe can be read." + ADVICE));

    /** {@return the problem, if any} */
    Optional<String> problem() {
        try {
            return present.getAsBoolean() ? Optional.empty() : Optional.of(sentence);
        } catch (RuntimeException | LinkageError e) { // the provider or even its interface cannot be loaded
            return Optional.of(sentence);
        }
    }
}
