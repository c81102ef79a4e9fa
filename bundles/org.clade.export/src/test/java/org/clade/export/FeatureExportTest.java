package org.clade.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clade.api.cluster.ClusterEdits;
import org.clade.api.cluster.FileMode;
import org.clade.api.cluster.ImageLabels;
import org.clade.api.export.ExportFormat;
import org.clade.api.export.ExportRequest;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.engine.torch.TorchEngine;
import org.clade.tensor.numpy.NpyArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureExportTest {

    private static final ImageLabels LABELS = new ImageLabels(
            List.of("a, b.png", "c.png"), new int[] {1, ClusterEdits.DROPPED}, List.of("red hats", ""), new float[] {
                0.75f, 0.5f
            });

    @TempDir
    private Path folder;

    private void write(ExportFormat format) {
        try (NDManager scope = TorchEngine.start().newManager(Device.cpu())) {
            Predictions predictions = new Predictions(Map.of(
                    Signal.PROBABILITIES, scope.create(new float[] {0.25f, 0.75f, 0.5f, 0.5f}, new Shape(2, 2)),
                    Signal.FEATURES, scope.create(new float[] {1, -2, 3, 4e-9f, 5, 6}, new Shape(2, 3))));
            ExportPlan plan = new ExportPlan(
                    new ExportRequest(folder, Set.of(format), Optional.of(folder), FileMode.LINK, false));
            assertEquals(
                    3,
                    new FeatureExport(predictions, Signal.PROBABILITIES, LABELS, plan)
                            .write(format)
                            .size());
        }
    }

    @Test
    void writesArrays() throws IOException {
        write(ExportFormat.NPY);

        float[][] labels = new float[2][2];
        NpyArray.open(folder.resolve("label_features.npy")).read(0, labels);
        assertArrayEquals(new float[][] {{0.25f, 0.75f}, {0.5f, 0.5f}}, labels);
        float[][] embeddings = new float[2][3];
        NpyArray.open(folder.resolve("embeddings.npy")).read(0, embeddings);
        assertArrayEquals(new float[][] {{1, -2, 3}, {4e-9f, 5, 6}}, embeddings);
        byte[] clusters = Files.readAllBytes(folder.resolve("clusters.npy"));
        ByteBuffer numbers = ByteBuffer.wrap(clusters, clusters.length - 16, 16).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(1, numbers.getLong());
        assertEquals(-1, numbers.getLong(), "the image of a dropped cluster");
    }

    @Test
    void writesTables() throws IOException {
        write(ExportFormat.CSV);

        assertEquals(
                "image,0,1\n\"a, b.png\",0.25,0.75\nc.png,0.5,0.5\n",
                Files.readString(folder.resolve("label_features.csv")));
        assertEquals(
                "image,0,1,2\n\"a, b.png\",1.0,-2.0,3.0\nc.png,4.0E-9,5.0,6.0\n",
                Files.readString(folder.resolve("embeddings.csv")));
        assertEquals(
                "image,cluster,name,confidence\n\"a, b.png\",1,red hats,0.75\nc.png,,,0.5\n",
                Files.readString(folder.resolve("clusters.csv")));
    }
}
