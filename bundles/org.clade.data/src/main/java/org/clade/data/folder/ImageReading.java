package org.clade.data.folder;

import java.util.Optional;
import java.util.function.Function;
import org.clade.base.file.CacheFolder;
import org.clade.data.cache.CacheSettings;
import org.clade.data.cache.ImageCache;
import org.clade.data.image.ImageDecoder;
import org.clade.data.image.PixelLimit;

/**
 * The way of reading image files.
 *
 * @param decoder decodes them
 * @param cache caches decoded images
 */
public record ImageReading(ImageDecoder decoder, ImageCache cache) {

    /**
     * Creates it from properties.
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

    /** {@return a reading without cache} */
    public static ImageReading uncached(ImageDecoder decoder) {
        return new ImageReading(decoder, ImageCache.none());
    }
}
