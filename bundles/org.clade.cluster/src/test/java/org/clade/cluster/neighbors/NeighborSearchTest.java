package org.clade.cluster.neighbors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.random.RandomStream;
import org.clade.engine.torch.StandaloneEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NeighborSearchTest {

    private final NDManager manager = new StandaloneEngine().newManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void findsWhatComparingAllPairsFinds() {
        float[][] rows = rows(300, 16);
        Neighbors found = NeighborSearch.of(manager.create(rows), 7, seen -> {});
        VectorTable table = new VectorTable(manager.create(rows));
        for (int i = 0; i < rows.length; i++) {
            int own = i;
            int[] expected = IntStream.range(0, rows.length)
                    .filter(j -> j != own)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer j) -> -table.cosine(own, j)))
                    .limit(7)
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertArrayEquals(expected, found.indices()[i]);
            assertEquals(table.cosine(i, expected[0]), found.cosines()[i][0], 1e-5);
        }
    }

    @Test
    void anEqualVectorIsANeighborAndTheVectorItselfIsNot() {
        NDArray rows = manager.create(new float[] {1, 0, 1, 0, 1, 0, 0, 1}, new Shape(4, 2));
        Neighbors found = NeighborSearch.of(rows, 10, seen -> {});
        for (int i = 0; i < 4; i++) {
            int own = i;
            assertEquals(3, found.indices()[i].length);
            assertTrue(IntStream.of(found.indices()[i]).noneMatch(j -> j == own));
        }
        assertEquals(1, found.cosines()[0][1], 1e-6);
        assertEquals(0, found.cosines()[0][2], 1e-6);
    }

    @Test
    void zeroVectorsAreLikeNoOther() {
        NDArray rows = manager.create(new float[] {0, 0, 1, 0, 1, 0.1f}, new Shape(3, 2));
        Neighbors found = NeighborSearch.of(rows, 1, seen -> {});
        assertEquals(1, found.outlierScores()[0], 1e-6);
        assertTrue(found.outlierScores()[1] < 0.01);
    }

    @Test
    void theFarVectorHasTheGreatestScore() {
        float[][] rows = rows(50, 4);
        for (float[] row : rows) {
            row[0] += 5;
        }
        rows[17] = new float[] {-5, 1, 0, 0};
        double[] scores = NeighborSearch.of(manager.create(rows), 5, seen -> {}).outlierScores();
        assertEquals(
                17,
                IntStream.range(0, 50)
                        .boxed()
                        .max(Comparator.comparingDouble(i -> scores[i]))
                        .orElseThrow());
    }

    @Test
    void findsCopiesThatAreBrighter() {
        float[][] pixels = rows(40, 64);
        for (int d = 0; d < 64; d++) {
            pixels[31][d] = 0.8f * pixels[5][d] + 0.1f;
        }
        List<Integer> seen = new ArrayList<>();
        NDArray embeddings = manager.create(rows(40, 8));
        Neighbors neighbors = NeighborSearch.of(embeddings, 5, seen::add);
        List<DuplicatePair> pairs =
                new DuplicateSearch(0.95).pairs(embeddings, neighbors, manager.create(pixels), seen::add);
        assertEquals(1, pairs.size());
        assertEquals(5, pairs.get(0).first());
        assertEquals(31, pairs.get(0).second());
        assertEquals(1, pairs.get(0).pixels(), 1e-4);
        assertEquals(List.of(40, 40), seen);
    }

    private static float[][] rows(int count, int width) {
        RandomStream random = RandomStream.of(count);
        float[][] rows = new float[count][width];
        for (float[] row : rows) {
            for (int d = 0; d < width; d++) {
                row[d] = (float) random.uniform(-1, 1);
            }
        }
        return rows;
    }
}
