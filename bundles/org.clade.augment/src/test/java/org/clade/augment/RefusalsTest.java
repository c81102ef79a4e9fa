package org.clade.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.clade.api.augment.ImageOperation;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.junit.jupiter.api.Test;

/** Announced shapes, and refusals before any tensor is computed. */
class RefusalsTest {

    private static final ImageShape COLOR = new ImageShape(3, 32, 36);

    private static ImageShape shape(ImageOperation operation, String options) {
        return operation.shape(COLOR, Settings.of(operation, options));
    }

    private static void refused(ImageOperation operation, String options, String... words) {
        String message = assertThrows(RefusedException.class, () -> shape(operation, options))
                .getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), message + " does not say " + word);
        }
    }

    @Test
    void announcesShapes() {
        assertEquals(COLOR, shape(new Affine(), ""));
        assertEquals(new ImageShape(1, 32, 36), shape(new Grayscale(), ""));
        assertEquals(COLOR, shape(new Grayscale(), "0.2"));
        assertEquals(new ImageShape(3, 20, 20), shape(new Crop(), ""));
        assertEquals(new ImageShape(3, 32, 32), shape(new Crop(), "24+20+16, to=32"));
        assertEquals(new ImageShape(3, 24, 24), shape(new CenterCrop(), "24"));
        assertEquals(new ImageShape(3, 64, 64), shape(new CenterCrop(), "24, to=64"));
        assertEquals(new ImageShape(3, 48, 48), shape(new Resize(), "48"));
        assertEquals(new ImageShape(2, 32, 36), shape(new Sobel(), ""));
    }

    @Test
    void refusesCropsThatDoNotFit() {
        refused(new Crop(), "40, to=32", "40", "3×32×36");
        refused(new Crop(), "24+33, to=32", "33");
        refused(new CenterCrop(), "33", "33", "3×32×36");
    }

    @Test
    void refusesSeveralSizesWithoutACommonOne() {
        refused(new Crop(), "24+20", "24+20", "to=");
    }

    @Test
    void refusesToTurnWhatIsNoSquare() {
        refused(new QuarterTurns(), "", "quarter-turns", "3×32×36", "square");
    }

    @Test
    void refusesWhatIsNoList() {
        refused(new Crop(), "24;20", "sizes=24;20", "whole numbers", "joined by +");
        refused(new Crop(), "0", "sizes=0");
        refused(new Normalize(), "mean=0.4+", "mean=0.4+", "numbers", "joined by + as in 0.5+0.25");
        refused(new Normalize(), "mean=NaN", "NaN");
    }

    @Test
    void refusesOtherCountsOfChannelsAndDivisionByZero() {
        refused(new Normalize(), "mean=0.4+0.5", "2 numbers in mean=0.4+0.5", "3");
        refused(new Normalize(), "std=0", "std=0");
    }
}
