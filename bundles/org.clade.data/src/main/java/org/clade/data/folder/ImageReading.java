package org.clade.data.folder;

import java.util.Optional;
import java.util.function.Function;
import org.clade.base.file.CacheFolder;
import org.clade.data.cache.CacheSettings;
import org.clade.data.cache.ImageCache;
import org.clade.data.image.ImageDecoder;
import org.clade.data.image.PixelLimit;

/**
 * How image files are read.
 *
 * @param decoder decodes them
 * @param cache keeps what was decoded
 */
public record ImageReading(ImageDecoder decoder, ImageCache cache) {

    /**
     * Reads as properties say.
     *
     * @param property a property's value; null if it is not set
     * @return how images are read
     */
    public static ImageReading of(Function<String, String> property) {
        return new ImageReading(
                new ImageDecoder(new PixelLimit(() -> Optional.ofNullable(property.apply(PixelLimit.KEY)))),
                new ImageCache(() ->
                        CacheSettings.of(property, () -> CacheFolder.find(System.getProperties(), System.getenv()))));
    }

    /** {@return a reading that keeps nothing} */
    public static ImageReading uncached(ImageDecoder decoder) {
        return new ImageReading(decoder, ImageCache.none());
    }
}
