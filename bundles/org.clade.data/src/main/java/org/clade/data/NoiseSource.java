package org.clade.data;

import java.util.List;
import java.util.SplittableRandom;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetSource;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ProvidesDataset;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.data.file.ClassNames;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The set {@code noise}: any number of images of any size, for measuring time and memory. */
@Component
@ProvidesDataset(
        id = NoiseSource.ID,
        summary = "Random pixels with random labels, of any number and size, for measuring time and memory")
public final class NoiseSource implements DatasetSource {

    static final String ID = "noise";

    static final Option<Integer> IMAGES = Option.integer(
            "images",
            10_000,
            1,
            Integer.MAX_VALUE,
            "how many images; loaded as a whole their pixels take at most 2.1 GB");
    static final Option<Integer> SIZE = Option.integer("size", 28, 1, 4096, "height and width in pixels");
    static final Option<Integer> CHANNELS = Option.choice("channels", List.of(1, 3), "1 is gray, 3 is color");
    static final Option<Integer> CLASSES = Option.integer("classes", 10, 1, 100_000, "different labels");

    private static final long LABELS = -1;

    private final ImageScaler scaler;

    /**
     * The source.
     *
     * @param scaler resizes images
     */
    @Activate
    public NoiseSource(@Reference ImageScaler scaler) {
        this.scaler = scaler;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(IMAGES, SIZE, CHANNELS, CLASSES);
    }

    @Override
    public Dataset open() {
        return open(Settings.of(this, ""));
    }

    @Override
    public Dataset open(Settings settings) {
        int size = settings.get(SIZE);
        ImageShape shape = new ImageShape(settings.get(CHANNELS), size, size);
        int images = settings.get(IMAGES);
        int classes = settings.get(CLASSES);
        DatasetInfo info = new DatasetInfo(
                ID,
                "Random pixels and labels, for measurements",
                "generated",
                "all",
                images,
                shape,
                ClassNames.numbers(classes),
                true);
        return new IndexedImages(
                info,
                () -> new SplittableRandom(LABELS).ints(images, 0, classes).toArray(),
                index -> image(index, shape.bytes()),
                scaler);
    }

    /** {@return an image, the same at every opening} */
    private static byte[] image(int index, int bytes) {
        byte[] image = new byte[bytes];
        new SplittableRandom(index).nextBytes(image);
        return image;
    }
}
