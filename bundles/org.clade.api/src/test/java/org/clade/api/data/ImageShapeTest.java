package org.clade.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ImageShapeTest {

    @Test
    void anImageHasOneByteAValue() {
        ImageShape image = new ImageShape(3, 4, 5);
        assertFalse(image.isVector());
        assertEquals(60, image.values());
        assertEquals(60, image.bytes());
        assertEquals(new ImageShape(3, 8, 5), image.resized(8, 0));
        assertEquals("3×4×5", image.toString());
    }

    @Test
    void aVectorHasFourBytesAValueAndOneSize() {
        ImageShape vector = ImageShape.vector(384);
        assertTrue(vector.isVector());
        assertEquals(384, vector.values());
        assertEquals(1536, vector.bytes());
        assertEquals(vector, vector.resized(32, 32));
        assertEquals("384", vector.toString());
    }
}
