package org.clade.data.image;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.clade.api.part.RefusedException;

/**
 * The size limit of an image. A file of some kilobytes can claim any size, so a limit protects the memory.
 *
 * @param setting the configured number of megapixels, if any
 */
public record PixelLimit(Supplier<Optional<String>> setting) {

    /** The framework's property that sets the limit, in megapixels. */
    public static final String KEY = "clade.images.megapixels";

    private static final long MEGAPIXELS = 200;
    private static final long MEGA = 1_000_000;

    /** {@return the limit of 200 megapixels} */
    public static PixelLimit usual() {
        return new PixelLimit(Optional::empty);
    }

    /** Refuses a larger image. */
    void check(long height, long width) throws UnreadableImageException {
        long most = megapixels();
        if (height * width > most * MEGA) {
            throw new UnreadableImageException(String.format(
                    Locale.ROOT,
                    "is %,d×%,d pixels, more than the limit of %,d megapixels (CLADE_OPTS=-D%s=%d raises it)",
                    width,
                    height,
                    most,
                    KEY,
                    (height * width + MEGA - 1) / MEGA));
        }
    }

    /** {@return the limit in megapixels} */
    long megapixels() {
        Optional<String> value = setting.get();
        try {
            long number = value.isEmpty() ? MEGAPIXELS : Long.parseLong(value.get());
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new RefusedException(
                "%s is “%s”; it must be a whole number of megapixels above 0.".formatted(KEY, value.orElseThrow()));
    }
}
