package org.clade.report.figure;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.clade.api.evaluation.Assignments;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Signal;
import org.clade.picture.Thumbnails;
import org.clade.report.map.Affinities;
import org.clade.report.map.StochasticNeighborEmbedding;

/**
 * A map of the features of some images, {@code map.csv} and {@code map.jpg} with their thumbnails. What needs the network is done
 * when it is made; the places are computed when it is {@linkplain #write written}.
 */
public final class EmbeddingMap {

    /** Thumbnails in a row of {@code map.jpg}. */
    public static final int COLUMNS = 50;

    /** Pixels of a thumbnail's longer side, at most. */
    public static final int SIDE = 32;

    private static final int POINTS = 2500;
    private static final int LEAST_POINTS = 5;
    private static final double PERPLEXITY = 30;
    private static final int STEPS = 400;
    private static final int ROWS = 250;

    private final FigureFolder figures;
    private final RandomStream random;
    private final Affinities affinities;
    private final List<List<Object>> lines;

    private EmbeddingMap(FigureFolder figures, RandomStream random, Affinities affinities, List<List<Object>> lines) {
        this.figures = figures;
        this.random = random;
        this.affinities = affinities;
        this.lines = lines;
    }

    /**
     * Prepares a map.
     *
     * @param run the images and the network
     * @param figures where it is written
     * @return the map, whose places are not known yet
     */
    public static EmbeddingMap of(EvaluatedRun run, FigureFolder figures) {
        int[] order = run.order();
        int[] images = Arrays.copyOf(order, Math.min(POINTS, order.length));
        figures.picture("map.jpg", Thumbnails.jpeg(Thumbnails.grid(run, images, COLUMNS, SIDE)));
        int[] size = Thumbnails.size(run, SIDE);
        Assignments assignments = run.assignments();
        List<List<Object>> lines = new ArrayList<>();
        for (int image : images) {
            lines.add(List.of(
                    run.item(image),
                    assignments.clusters()[image],
                    assignments.confidence()[image],
                    ClassTitles.of(run, image),
                    size[0],
                    size[1]));
        }
        Affinities affinities =
                images.length < LEAST_POINTS ? new Affinities(new int[0][], new double[0][]) : affinities(run, images);
        return new EmbeddingMap(figures, RandomStream.of(run.seed()).derive("map"), affinities, lines);
    }

    private static Affinities affinities(EvaluatedRun run, int[] images) {
        try (NDManager scope = run.host().newSubManager()) {
            NDArray seen = run.look(images, Set.of(Signal.FEATURES), scope)
                    .get(Signal.FEATURES)
                    .toType(DataType.FLOAT32, false);
            NDArray features = seen.sub(seen.mean(new int[] {0}, true));
            NDArray columns = features.transpose();
            NDArray squares = features.square().sum(new int[] {1});
            float[][] block = new float[1][];
            return Affinities.of(images.length, PERPLEXITY, point -> {
                if (point % ROWS == 0) {
                    int to = Math.min(images.length, point + ROWS);
                    block[0] = distances(features, columns, squares, point, to);
                    run.checkStop();
                }
                int from = point % ROWS * images.length;
                return Arrays.copyOfRange(block[0], from, from + images.length);
            });
        }
    }

    /** {@return the squared distances of some rows to all, |a|² + |b|² - 2ab} */
    private static float[] distances(NDArray features, NDArray columns, NDArray squares, int from, int to) {
        try (NDManager scope = features.getManager().newSubManager()) {
            NDArray some = features.get(new NDIndex("{}:{}", from, to));
            some.attach(scope);
            NDArray products = some.matMul(columns);
            NDArray own = some.square().sum(new int[] {1}, true);
            return products.mul(-2).add(own).add(squares).toFloatArray();
        }
    }

    /**
     * Computes the places and writes {@code map.csv}.
     *
     * @param check called after each step; may throw
     */
    public void write(Runnable check) {
        if (affinities.points() == 0) {
            return;
        }
        double[][] places = new StochasticNeighborEmbedding(affinities).embed(random, STEPS, check);
        List<List<Object>> placed = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            List<Object> line = new ArrayList<>(List.of((float) places[0][i], (float) places[1][i]));
            line.addAll(lines.get(i));
            placed.add(line);
        }
        figures.numbers(
                "map.csv", List.of("x", "y", "image", "cluster", "confidence", "label", "width", "height"), placed);
    }
}
