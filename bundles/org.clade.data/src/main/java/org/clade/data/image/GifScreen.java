package org.clade.data.image;

import java.io.IOException;
import javax.imageio.metadata.IIOMetadataNode;
import org.clade.data.resize.Fitting;
import org.w3c.dom.Node;

/** The logical screen of a GIF file, which contains its pictures. */
final class GifScreen {

    private static final String FORMAT = "javax_imageio_gif_image_1.0";
    private static final int WIDTH_AT = 6;
    private static final int HEIGHT_AT = 8;

    private GifScreen() {}

    /**
     * Finds the place of the first picture. A picture beyond the screen makes it larger, as with Pillow.
     *
     * @param head the first bytes of the file
     * @param picture the picture
     * @param file the file, open
     * @return its place
     */
    static Fitting.Place place(byte[] head, StoredImage picture, ReaderFile file) throws IOException {
        int width = word(head, WIDTH_AT);
        int height = word(head, HEIGHT_AT);
        if (width == picture.width() && height == picture.height()) {
            return new Fitting.Place(height, width, 0, 0);
        }
        Node tree = file.reader().getImageMetadata(0).getAsTree(FORMAT);
        IIOMetadataNode descriptor = (IIOMetadataNode)
                ((IIOMetadataNode) tree).getElementsByTagName("ImageDescriptor").item(0);
        int top = Integer.parseInt(descriptor.getAttribute("imageTopPosition"));
        int left = Integer.parseInt(descriptor.getAttribute("imageLeftPosition"));
        return new Fitting.Place(
                Math.max(height, top + picture.height()), Math.max(width, left + picture.width()), top, left);
    }

    private static int word(byte[] head, int at) {
        return at + 1 < head.length ? head[at] & 0xFF | (head[at + 1] & 0xFF) << 8 : 0;
    }
}
