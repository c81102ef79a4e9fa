package org.clade.report.figure;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.clade.base.picture.PictureFile;
import org.clade.report.folder.CsvTable;
import org.clade.report.folder.Polygon;
import org.clade.report.folder.RunFiles;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The charts of a run as pictures: {@code scores.png}, {@code losses.png}, {@code label-feature-distribution.png}, {@code sizes.png},
 * {@code map.png}, {@code confusion.png}, {@code examples.png}, {@code label-features.png} with the polygon of the last evaluation, each
 * with its numbers as CSV.
 */
public final class ChartPictures {

    private static final Logger LOG = LoggerFactory.getLogger("run");
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;
    private static final int SQUARE = 800;
    private static final int MOST_CLASSES = 60;

    /** Writes a chart into {@code figures/}. */
    @FunctionalInterface
    interface Painter {
        void paint(String file, Chart<?, ?> chart);
    }

    private final Path run;
    private final FigureFolder figures;

    private ChartPictures(Path run) {
        this.run = run;
        this.figures = FigureFolder.in(run);
    }

    /**
     * Draws what there are numbers of. Where the machine has no fonts, nothing is drawn; the page has its own charts.
     *
     * @param run the folder of a run or a prediction
     */
    public static void write(Path run) {
        try {
            new ChartPictures(run).write();
        } catch (RuntimeException | LinkageError | InternalError e) { // no fonts are an InternalError or worse
            LOG.warn("The charts in {} are not drawn as PNG: {}", run.resolve("figures"), e.toString());
            LOG.debug("Charts failed", e);
        }
    }

    private void write() {
        new CurvePictures(RunFiles.of(run), figures, this::picture).write();
        CsvTable.read(figures.path().resolve("examples.csv")).ifPresent(table -> ExamplesPicture.of(
                        table, figures.path())
                .ifPresent(drawn -> PictureFile.write(drawn, figures.path().resolve("examples.png"), "png")));
        CsvTable.counts(run.resolve("assignments.csv"), "cluster").ifPresent(this::sizes);
        CsvTable.read(figures.path().resolve("map.csv"))
                .ifPresent(map -> points(
                        "map.png",
                        "t-SNE of the features",
                        map.numbers("x"),
                        map.numbers("y"),
                        Arrays.stream(map.numbers("cluster"))
                                .mapToInt(n -> (int) n)
                                .toArray(),
                        new double[0][]));
        CsvTable.read(figures.path().resolve("confusion.csv")).ifPresent(this::confusion);
        LabelFeatureSamples.last(run).filter(last -> last.length > 0).ifPresent(this::polygon);
    }

    private void sizes(SortedMap<Integer, Long> sizes) {
        if (sizes.isEmpty()) {
            return;
        }
        figures.numbers(
                "sizes.csv",
                List.of("cluster", "images"),
                sizes.entrySet().stream()
                        .map(size -> List.of(size.getKey(), size.getValue()))
                        .toList());
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Images of each cluster")
                .xAxisTitle("cluster")
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setLegendVisible(false);
        chart.addSeries("images", List.copyOf(sizes.keySet()), List.copyOf(sizes.values()));
        picture("sizes.png", chart);
    }

    private void confusion(CsvTable table) {
        int rows = table.rows().size();
        int columns = table.columns().size() - 1;
        if (rows == 0 || columns == 0 || Math.max(rows, columns) > MOST_CLASSES) {
            return;
        }
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(SQUARE)
                .height(SQUARE)
                .title("Images of each class in each cluster")
                .xAxisTitle("cluster")
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setRangeColors(new Color[] {Color.WHITE, new Color(11, 92, 173)});
        List<String> clusters = table.columns().stream()
                .skip(1)
                .map(name -> name.replaceFirst("^cluster ", ""))
                .toList();
        List<String> classes = IntStream.range(0, rows)
                .map(row -> rows - 1 - row)
                .mapToObj(row -> table.rows().get(row).get(0))
                .toList();
        List<Number[]> cells = IntStream.range(0, rows * columns)
                .mapToObj(i -> new Number[] {
                    i % columns,
                    i / columns,
                    Integer.valueOf(table.rows().get(rows - 1 - i / columns).get(i % columns + 1))
                })
                .toList();
        chart.addSeries("images", clusters, classes, cells);
        picture("confusion.png", chart);
    }

    private void polygon(float[][] last) {
        Polygon polygon = new Polygon(last[0].length);
        double[][] places = Arrays.stream(last).map(polygon::place).toArray(double[][]::new);
        int[] clusters = Arrays.stream(last).mapToInt(Polygon::greatest).toArray();
        double[] x = Arrays.stream(places).mapToDouble(place -> place[0]).toArray();
        double[] y = Arrays.stream(places).mapToDouble(place -> place[1]).toArray();
        figures.numbers(
                "label-features.csv",
                List.of("x", "y", "cluster"),
                IntStream.range(0, x.length)
                        .mapToObj(i -> List.of((float) x[i], (float) y[i], clusters[i]))
                        .toList());
        points("label-features.png", "Label features of the last evaluation", x, y, clusters, polygon.corners());
    }

    private void points(String file, String title, double[] x, double[] y, int[] clusters, double[][] corners) {
        XYChart chart =
                new XYChartBuilder().width(SQUARE).height(SQUARE).title(title).build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        chart.getStyler().setMarkerSize(5);
        chart.getStyler().setPlotGridLinesVisible(false);
        if (corners.length > 0) {
            XYSeries outline = chart.addSeries("corners", closed(corners, 0), closed(corners, 1));
            outline.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
            outline.setMarker(SeriesMarkers.NONE);
            outline.setLineColor(Color.GRAY);
        }
        for (int cluster : Arrays.stream(clusters).distinct().sorted().toArray()) {
            int[] members = IntStream.range(0, clusters.length)
                    .filter(i -> clusters[i] == cluster)
                    .toArray();
            chart.addSeries(
                            "cluster " + cluster,
                            IntStream.of(members).mapToDouble(i -> x[i]).toArray(),
                            IntStream.of(members).mapToDouble(i -> y[i]).toArray())
                    .setMarker(SeriesMarkers.CIRCLE);
        }
        if (!chart.getSeriesMap().isEmpty()) {
            picture(file, chart);
        }
    }

    private static double[] closed(double[][] corners, int axis) {
        return DoubleStream.concat(
                        Arrays.stream(corners).mapToDouble(corner -> corner[axis]), DoubleStream.of(corners[0][axis]))
                .toArray();
    }

    private void picture(String file, Chart<?, ?> chart) {
        try {
            figures.picture(file, BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
