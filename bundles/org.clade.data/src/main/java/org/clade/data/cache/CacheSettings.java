package org.clade.data.cache;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.clade.api.part.RefusedException;

/**
 * Settings of the cache of decoded images.
 *
 * @param folder its folder; empty if there is no cache
 * @param bytes its size limit
 */
public record CacheSettings(Optional<Path> folder, long bytes) {

    /** The property that turns the cache off. */
    static final String SWITCH = "clade.images.cache";

    /** The property with its size limit, in megabytes. */
    static final String SIZE = "clade.images.cache.megabytes";

    private static final String FOLDER = "images";
    private static final long MEGABYTE = 1 << 20;
    private static final long MEGABYTES = 4096;

    /** No cache. */
    public static final CacheSettings OFF = new CacheSettings(Optional.empty(), 0);

    /**
     * Reads the settings.
     *
     * @param property a property's value; null if it is not set
     * @param cache the folder for caches; used only if images are kept
     * @return the settings
     * @throws RefusedException if a value is unknown
     */
    public static CacheSettings of(Function<String, String> property, Supplier<Path> cache) {
        String choice = property.apply(SWITCH);
        if (choice != null && !choice.equals("on") && !choice.equals("off")) {
            throw new RefusedException("%s is “%s”; it must be on or off.".formatted(SWITCH, choice));
        }
        long megabytes = megabytes(property.apply(SIZE));
        if ("off".equals(choice) || megabytes == 0) {
            return OFF;
        }
        try {
            return new CacheSettings(Optional.of(cache.get().resolve(FOLDER)), megabytes * MEGABYTE);
        } catch (RefusedException e) {
            return OFF; // no folder can be written to; images are decoded each time
        }
    }

    private static long megabytes(String value) {
        try {
            long number = value == null ? MEGABYTES : Long.parseLong(value);
            if (number >= 0 && number <= Long.MAX_VALUE / MEGABYTE) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new RefusedException("%s is “%s”; it must be a whole number of megabytes.".formatted(SIZE, value));
    }
}
