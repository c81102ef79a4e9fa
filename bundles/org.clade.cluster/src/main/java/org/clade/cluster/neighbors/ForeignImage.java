package org.clade.cluster.neighbors;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageFit;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.engine.ForwardMode;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.part.RefusedException;
import org.clade.base.file.FileProblem;
import org.clade.picture.ImageSheet;

/**
 * An image file that is none of a run, as a data set of one image: it is copied into a folder of its own.
 *
 * @param folder the folder
 * @param copy the image there
 * @param images the data set
 */
record ForeignImage(Path folder, Path copy, Dataset images) implements AutoCloseable {

    private static final Pattern FIT = Pattern.compile("[(,]\\s*fit=(squash|crop|pad)\\b");

    /**
     * Opens an image file.
     *
     * @param file the file
     * @param run the run that it is compared with: it is read in the way of the run's images
     * @param data reads it
     * @throws RefusedException where it cannot be read or is no image
     */
    static ForeignImage open(Path file, EvaluatedRun run, DataService data) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("clade-image");
            Path copy = Files.copy(file, folder.resolve(file.getFileName()));
            Dataset image = data.open("%s(fit=%s)".formatted(folder, fit(run.folder())), Split.ALL);
            boolean gray = image.info().shape().channels() < run.shape().channels();
            return new ForeignImage(folder, copy, gray ? new GrayAsColor(image) : image);
        } catch (IOException e) {
            throw new RefusedException("%s cannot be read: %s.".formatted(file, FileProblem.words(file, e)), e);
        } catch (RefusedException e) {
            delete(folder, file);
            throw new RefusedException(
                    "%s is no image that Clade can read; give a JPEG, PNG, GIF, BMP, TIFF, WebP or PNM file."
                            .formatted(file),
                    e);
        }
    }

    /** {@return how the images of a run were fitted into a square, as its request names its folder of images} */
    private static String fit(Path run) {
        String usual = ImageFit.SQUASH.name().toLowerCase(Locale.ROOT);
        try {
            String asked = Files.readString(run.resolve("request.json"));
            Matcher named = FIT.matcher(
                    JsonParser.parseString(asked).getAsJsonObject().get("data").getAsString());
            return named.find() ? named.group(1) : usual;
        } catch (IOException | RuntimeException e) { // the run is open, so the file is whole; another layout has no fit
            return usual;
        }
    }

    /**
     * The image for the network of a run. A network that normalizes many images together gets it among images of the run, as many as it
     * takes at once.
     *
     * @param run the run
     * @return images of which it is the first
     */
    Dataset seen(EvaluatedRun run) {
        if (run.recipe().training().inference() != ForwardMode.BATCH_STATISTICS) {
            return images;
        }
        List<byte[]> all = new ArrayList<>(List.of(pixels(run.shape())));
        IntStream.of(run.order())
                .limit(Math.max(0, run.recipe().training().inferenceBatch() - 1))
                .forEach(image -> all.add(ImageSheet.pixels(run, List.of(image))));
        return FewImages.of(copy.getFileName().toString(), run.shape(), all);
    }

    /** {@return the image in the size of a run's images} */
    byte[] pixels(ImageShape shape) {
        ByteBuffer buffer = images.read(shape.height(), shape.width(), count -> {});
        byte[] pixels = new byte[shape.bytes()];
        buffer.get(pixels);
        return pixels;
    }

    @Override
    public void close() {
        delete(folder, copy);
    }

    private static void delete(Path folder, Path file) {
        try {
            Files.deleteIfExists(folder.resolve(file.getFileName()));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
