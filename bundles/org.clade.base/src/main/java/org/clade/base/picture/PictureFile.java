package org.clade.base.picture;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.clade.base.file.AtomicFile;

/** Pictures in the formats that Java can write. */
public final class PictureFile {

    private PictureFile() {}

    /**
     * Writes a picture, aside and then renamed. It is encoded in memory, because Java's usual way needs a temporary file.
     *
     * @param picture the picture
     * @param file the file, in a folder that is there
     * @param format {@code png} or {@code jpeg}
     */
    public static void write(BufferedImage picture, Path file, String format) {
        AtomicFile.write(file, out -> {
            try (MemoryCacheImageOutputStream encoded = new MemoryCacheImageOutputStream(out)) {
                ImageIO.write(picture, format, encoded);
            }
        });
    }
}
