package org.clade.export;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVPrinter;
import org.clade.api.cluster.ClusterEdits;
import org.clade.api.cluster.ImageLabels;
import org.clade.api.export.ExportFormat;
import org.clade.api.export.ExportedFile;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.base.csv.CsvFile;
import org.clade.base.text.Counted;
import org.clade.tensor.numpy.NpyWriter;

/**
 * Writes what the network gives for the images of a run, and the cluster of each.
 *
 * @param predictions a row for each image
 * @param decision the label features
 * @param labels the cluster of each image, with all edits
 * @param plan where the files go
 */
record FeatureExport(Predictions predictions, Signal decision, ImageLabels labels, ExportPlan plan) {

    private static final int ROWS_AT_ONCE = 1000;

    /** Takes one row. */
    @FunctionalInterface
    private interface RowWriter {

        void write(int image, float[] row) throws IOException;
    }

    /** {@return whether a format is written by this class} */
    static boolean writes(ExportFormat format) {
        return format == ExportFormat.NPY || format == ExportFormat.CSV;
    }

    /** {@return the files of a format, written} */
    List<ExportedFile> write(ExportFormat format) {
        List<Path> files = plan.files(format);
        List<ExportedFile> written = new ArrayList<>();
        NDArray[] arrays = {predictions.get(decision), predictions.get(Signal.FEATURES)};
        for (int i = 0; i < arrays.length; i++) {
            NDArray array = arrays[i];
            plan.write(files.get(i), out -> {
                if (format == ExportFormat.NPY) {
                    npy(array, out);
                } else {
                    csv(array, out);
                }
            });
            written.add(
                    new ExportedFile(format, files.get(i), "%s×%s, float32".formatted(array.size(0), array.size(1))));
        }
        Path clusters = files.get(arrays.length);
        plan.write(clusters, out -> {
            if (format == ExportFormat.NPY) {
                NpyWriter.write(
                        out, Arrays.stream(labels.clusters()).asLongStream().toArray());
            } else {
                out.write(clusterTable().getBytes(StandardCharsets.UTF_8));
            }
        });
        written.add(new ExportedFile(
                format, clusters, "the cluster of %s".formatted(Counted.of(labels.clusters().length, "image"))));
        return written;
    }

    private void npy(NDArray array, OutputStream out) throws IOException {
        out.write(NpyWriter.header(array.size(0), array.size(1)));
        each(array, (image, row) -> out.write(NpyWriter.row(row)));
    }

    private void csv(NDArray array, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVPrinter printer = new CSVPrinter(text, CsvFile.FORMAT);
        printer.print("image");
        printer.printRecord(IntStream.range(0, (int) array.size(1)).boxed());
        each(array, (image, row) -> {
            printer.print(labels.images().get(image));
            for (float number : row) {
                printer.print(number);
            }
            printer.println();
        });
        text.flush();
    }

    private static void each(NDArray array, RowWriter writer) throws IOException {
        int images = (int) array.size(0);
        int width = (int) array.size(1);
        for (int from = 0; from < images; from += ROWS_AT_ONCE) {
            int to = Math.min(images, from + ROWS_AT_ONCE);
            try (NDArray some = array.get(new NDIndex("{}:{}", from, to))) {
                float[] numbers = some.toFloatArray();
                for (int image = from; image < to; image++) {
                    int start = (image - from) * width;
                    writer.write(image, Arrays.copyOfRange(numbers, start, start + width));
                }
            }
        }
    }

    /** {@return the table of clusters, as {@code labels.csv} of a run has it} */
    private String clusterTable() {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < labels.clusters().length; i++) {
            int cluster = labels.clusters()[i];
            rows.add(List.of(
                    labels.images().get(i),
                    cluster == ClusterEdits.DROPPED ? "" : cluster,
                    labels.names().get(i),
                    labels.confidence()[i]));
        }
        return CsvFile.text(List.of("image", "cluster", "name", "confidence"), rows);
    }
}
