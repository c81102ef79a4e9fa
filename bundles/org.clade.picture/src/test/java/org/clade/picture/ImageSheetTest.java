package org.clade.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import org.clade.api.data.ImageShape;
import org.junit.jupiter.api.Test;

class ImageSheetTest {

    @Test
    void imagesStandInGroupsInTheirColors() {
        byte[] pixels = {(byte) 200, 10, 20, 0, (byte) 255, 0, 7, 8, 9};
        BufferedImage sheet = new ImageSheet(new ImageShape(3, 1, 1), 2, 1).draw(pixels);
        assertEquals(2 * 66 + 10, sheet.getWidth());
        assertEquals(2 * 68, sheet.getHeight());
        assertEquals(0xffc80a14, sheet.getRGB(0, 0));
        assertEquals(0xffc80a14, sheet.getRGB(63, 63));
        assertEquals(0xffffffff, sheet.getRGB(64, 0));
        assertEquals(0xff00ff00, sheet.getRGB(66, 0));
        assertEquals(0xff070809, sheet.getRGB(0, 68));
        assertEquals(0xffffffff, sheet.getRGB(66, 68));
    }

    @Test
    void grayImagesAreGray() {
        BufferedImage sheet = new ImageSheet(new ImageShape(1, 1, 2), 1, 3).draw(new byte[] {1, (byte) 254});
        assertEquals(0xff010101, sheet.getRGB(0, 0));
        assertEquals(0xfffefefe, sheet.getRGB(127, 63));
    }
}
