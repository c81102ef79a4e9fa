package org.clade.data.folder;

import java.io.IOException;
import java.nio.file.Path;
import org.clade.api.data.ImageFit;
import org.clade.data.image.ImageDecoder;
import org.clade.data.image.Planes;
import org.clade.data.resize.Kernel;
import org.clade.data.resize.ResizeFilter;

/**
 * How image files are resized.
 *
 * @param filter what new pixels are made of
 * @param antialias whether every pixel counts if the image becomes smaller
 */
public record ResizeSettings(ResizeFilter filter, boolean antialias) {

    /** Bilinear, antialiased: what every data set promises. The decoder does it while it decodes. */
    public static final ResizeSettings AREA = new ResizeSettings(ResizeFilter.BILINEAR, true);

    Planes decode(ImageDecoder decoder, Path file, int height, int width, ImageFit fit) throws IOException {
        if (equals(AREA) || height == 0 && width == 0) {
            return decoder.decode(file, height, width, fit);
        }
        Planes image = decoder.decode(file);
        int rows = height == 0 ? image.height() : height;
        int columns = width == 0 ? image.width() : width;
        byte[] wide = kernel(image.width(), columns).alongRows(image.planes(), image.channels() * image.height());
        return new Planes(
                image.channels(),
                rows,
                columns,
                kernel(image.height(), rows).alongColumns(wide, image.channels(), columns));
    }

    private Kernel kernel(int in, int out) {
        return Kernel.of(in, 0, in, out, filter, antialias);
    }

    /** {@return what tells its results from those of other ways; nothing for the usual one} */
    String settings() {
        return equals(AREA) ? "" : "|" + filter + (antialias ? "" : "|aliased");
    }
}
