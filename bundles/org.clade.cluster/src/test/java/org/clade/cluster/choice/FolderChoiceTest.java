package org.clade.cluster.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.clade.api.cluster.CountRange;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.Test;

class FolderChoiceTest {

    /** Gray images of one level each. */
    private record Levels(int... levels) implements Dataset {

        @Override
        public DatasetInfo info() {
            return new DatasetInfo(
                    "levels", "", "image folder", "all", levels.length, new ImageShape(1, 32, 32), List.of(), false);
        }

        @Override
        public Optional<int[]> labels() {
            return Optional.empty();
        }

        @Override
        public String item(int index) {
            return index + ".png";
        }

        @Override
        public ByteBuffer read(int height, int width, IntConsumer progress) {
            ByteBuffer pixels = ByteBuffer.allocateDirect(levels.length * height * width);
            for (int i = 0; i < pixels.capacity(); i++) {
                pixels.put(i, (byte) levels[i / (height * width)]);
            }
            return pixels;
        }
    }

    @Test
    void fewImagesAreRefused() {
        String one = refusal(() -> FolderCheck.check("photos", new Levels(7)));
        assertTrue(one.contains("“photos” holds one image, and at least 20 are needed"), one);
        String few = refusal(() -> FolderCheck.check("photos", new Levels(new int[19])));
        assertTrue(few.contains("holds 19 images"), few);
    }

    @Test
    void equalImagesAreRefused() {
        int[] levels = new int[300];
        assertTrue(
                refusal(() -> FolderCheck.check("photos", new Levels(levels))).contains("All 300 images"));
        levels[299] = 1;
        FolderCheck.check("photos", new Levels(levels));
        assertFalse(FolderCheck.allEqual(new Levels(levels)));
    }

    @Test
    void theNumberOfClustersFollowsTheImages() {
        assertEquals(new CountRange(10, 10), ClusterNumbers.usual(1200));
        assertEquals(new CountRange(4, 4), ClusterNumbers.usual(45));
        assertEquals(new CountRange(2, 2), ClusterNumbers.usual(20));
        ClusterNumbers.check("photos", new CountRange(2, 10), 20);
        String many = refusal(() -> ClusterNumbers.check("photos", new CountRange(5, 11), 20));
        assertTrue(many.contains("20 images, which are too few for 11 clusters; give --k 10 or fewer"), many);
    }

    @Test
    void numbersAroundOneAreCompared() {
        assertEquals(new CountRange(5, 15), ClusterNumbers.around(10, 1000));
        assertEquals(new CountRange(2, 8), ClusterNumbers.around(3, 1000));
        assertEquals(new CountRange(2, 10), ClusterNumbers.around(6, 20));
        assertEquals(new CountRange(2, 2), ClusterNumbers.around(4, 5));
    }

    @Test
    void batchesAreNoLargerThanTheFolder() {
        Map<String, Object> recipe =
                Map.of("batch", 128, "rotate.minibatch", 32, "cluster.batch", 1000L, "inference_batch", 500);
        assertEquals(Map.of("batch", "60", "cluster.batch", "60"), SmallBatches.changes(recipe, 60));
        assertEquals(Map.of(), SmallBatches.changes(recipe, 1000));
    }

    private static String refusal(Runnable asked) {
        return assertThrows(RefusedException.class, asked::run).getMessage();
    }
}
