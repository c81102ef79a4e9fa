package org.clade.tensorboard;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.google.protobuf.TextFormat;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.clade.api.evaluation.Assignments;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.evaluation.LabelFeatures;
import org.clade.api.signal.Signal;
import org.clade.base.file.AtomicFile;
import org.clade.base.picture.PictureFile;
import org.clade.picture.Thumbnails;

/**
 * What TensorBoard's projector shows: label features and features of the same images, in {@code projector/}, and {@code
 * projector_config.pbtxt}, which names these files.
 */
final class ProjectorFiles {

    private static final String FOLDER = "projector";
    private static final String CONFIGURATION = "projector_config.pbtxt";
    private static final String METADATA = FOLDER + "/images.tsv";
    private static final String SPRITE = FOLDER + "/sprite.png";
    private static final int SIDE = 32;

    /** Numbers in one file of vectors; each takes about ten letters. */
    private static final int NUMBERS = 500_000;

    private final EvaluatedRun run;

    ProjectorFiles(EvaluatedRun run) {
        this.run = run;
    }

    /** Writes the label features, and what the projector says of each image. */
    void labelFeatures() {
        AtomicFile.makeFolder(run.folder().resolve(FOLDER));
        LabelFeatures sample = run.sample();
        int shown = shown();
        vectors("label-features", Arrays.copyOf(sample.rows(), shown));
        AtomicFile.write(run.folder().resolve(METADATA), metadata(Arrays.copyOf(sample.images(), shown)));
        if (!Files.exists(run.folder().resolve(CONFIGURATION))) {
            if (!run.shape().isVector()) {
                sprite(Arrays.copyOf(sample.images(), shown));
            }
            configure(List.of("label-features"));
        }
    }

    /** Writes the features, which the network computes again. */
    void features() {
        if (!run.signals().contains(Signal.FEATURES)) {
            return;
        }
        int[] images = Arrays.copyOf(run.sample().images(), shown());
        try (NDManager scope = run.host().newSubManager()) {
            NDArray features = run.look(images, Set.of(Signal.FEATURES), scope)
                    .get(Signal.FEATURES)
                    .toType(DataType.FLOAT32, false)
                    .reshape(images.length, -1);
            float[] values = features.toFloatArray();
            int width = values.length / Math.max(1, images.length);
            int stride = -Math.floorDiv(-values.length, NUMBERS);
            float[][] rows = new float[images.length][];
            for (int i = 0; i < rows.length; i++) {
                int row = i;
                rows[i] = strided(Arrays.copyOfRange(values, row * width, (row + 1) * width), Math.max(1, stride));
            }
            vectors("features", rows);
        }
        configure(List.of("features", "label-features"));
    }

    private static float[] strided(float[] row, int stride) {
        float[] some = new float[-Math.floorDiv(-row.length, stride)];
        for (int i = 0; i < some.length; i++) {
            some[i] = row[i * stride];
        }
        return some;
    }

    private int shown() {
        LabelFeatures sample = run.sample();
        int width = sample.rows().length == 0 ? 1 : sample.rows()[0].length;
        return Math.min(sample.images().length, Math.max(1, NUMBERS / width));
    }

    private void vectors(String name, float[][] rows) {
        StringBuilder text = new StringBuilder();
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                text.append(i == 0 ? "" : "\t").append(row[i]);
            }
            text.append('\n');
        }
        AtomicFile.write(run.folder().resolve(FOLDER).resolve(name + ".tsv"), text.toString());
    }

    private String metadata(int[] images) {
        Assignments assignments = run.assignments();
        List<String> lines = new ArrayList<>(List.of("image\tcluster\tconfidence\tlabel"));
        for (int image : images) {
            lines.add("%s\t%s\t%s\t%s"
                    .formatted(
                            plain(run.item(image)),
                            assignments.clusters()[image],
                            assignments.confidence()[image],
                            run.labels().map(labels -> name(labels[image])).orElse("")));
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private String name(int label) {
        List<String> names = run.data().classes();
        return label < names.size() ? plain(names.get(label)) : String.valueOf(label);
    }

    private static String plain(String text) {
        return text.replaceAll("[\\t\\r\\n]", " ");
    }

    private void sprite(int[] images) {
        int columns = (int) Math.ceil(Math.sqrt(images.length));
        PictureFile.write(
                Thumbnails.grid(run, images, columns, SIDE), run.folder().resolve(SPRITE), "png");
    }

    private void configure(List<String> names) {
        MessageFields configuration = EventSchema.message("ProjectorConfig");
        for (String name : names) {
            configuration.append("embeddings", embedding -> {
                embedding
                        .set("tensor_name", name.replace('-', ' '))
                        .set("tensor_path", "%s/%s.tsv".formatted(FOLDER, name))
                        .set("metadata_path", METADATA);
                if (!run.shape().isVector()) {
                    int[] size = Thumbnails.size(run, SIDE);
                    embedding.fill("sprite", sprite -> sprite.set("image_path", SPRITE)
                            .add("single_image_dim", size[0])
                            .add("single_image_dim", size[1]));
                }
            });
        }
        AtomicFile.write(
                run.folder().resolve(CONFIGURATION), TextFormat.printer().printToString(configuration.build()));
    }
}
