package org.clade.cluster.neighbors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.base.file.FileProblem;

/**
 * An image file that is none of a run, as a data set of one image: it is copied into a folder of its own.
 *
 * @param folder the folder
 * @param copy the image there
 * @param images the data set
 */
record ForeignImage(Path folder, Path copy, Dataset images) implements AutoCloseable {

    /**
     * Opens an image file.
     *
     * @throws RefusedException where it cannot be read or is no image
     */
    static ForeignImage open(Path file, DataService data) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("clade-image");
            Path copy = Files.copy(file, folder.resolve(file.getFileName()));
            return new ForeignImage(folder, copy, data.open(folder.toString(), Split.ALL));
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
