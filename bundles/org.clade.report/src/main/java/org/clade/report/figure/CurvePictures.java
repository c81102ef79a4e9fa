package org.clade.report.figure;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.clade.report.folder.CsvTable;
import org.clade.report.folder.RunFiles;
import org.clade.report.folder.TrainingMark;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What changes over training as pictures with their numbers: scores, losses, the distribution of label features; with a line where
 * parts were swapped or the run was resumed.
 */
final class CurvePictures {

    private static final List<String> SCORES = List.of("acc", "nmi", "ari", "mean_confidence", "largest_share");
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;
    private static final Color MARK = new Color(0x51, 0x5a, 0x64);

    private final RunFiles files;
    private final ChartPictures.Painter painter;
    private final FigureFolder figures;

    /**
     * The pictures of a run.
     *
     * @param files the files of its folder
     * @param figures where the numbers go
     * @param painter writes a chart
     */
    CurvePictures(RunFiles files, FigureFolder figures, ChartPictures.Painter painter) {
        this.files = files;
        this.figures = figures;
        this.painter = painter;
    }

    /** Writes what there are numbers of. */
    void write() {
        files.table("metrics.csv").ifPresent(metrics -> {
            write("scores", "Scores", metrics.numbers("step"), series(metrics, SCORES::contains));
            write("losses", "Losses", metrics.numbers("step"), series(metrics, column -> column.startsWith("loss")));
        });
        distribution();
    }

    private static Map<String, double[]> series(CsvTable metrics, Predicate<String> wanted) {
        Map<String, double[]> series = new LinkedHashMap<>();
        metrics.columns().stream().filter(wanted).forEach(column -> series.put(column, metrics.numbers(column)));
        return series;
    }

    private void distribution() {
        Map<Long, float[][]> samples = LabelFeatureSamples.read(files.folder());
        samples.values().removeIf(sample -> sample.length == 0);
        List<Map<String, Double>> quantiles =
                samples.values().stream().map(FeatureQuantiles::of).toList();
        Map<String, double[]> series = new LinkedHashMap<>();
        FeatureQuantiles.unknown()
                .keySet()
                .forEach(name -> series.put(
                        name,
                        quantiles.stream().mapToDouble(each -> each.get(name)).toArray()));
        write(
                "label-feature-distribution",
                "The greatest label feature of each image",
                samples.keySet().stream().mapToDouble(Long::doubleValue).toArray(),
                series);
    }

    private void write(String name, String title, double[] steps, Map<String, double[]> series) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("training step")
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
        double top = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, double[]> each : series.entrySet()) {
            double[] values = each.getValue();
            int[] known = IntStream.range(0, values.length)
                    .filter(i -> Double.isFinite(values[i]) && Double.isFinite(steps[i]))
                    .toArray();
            if (known.length > 0) {
                chart.addSeries(
                                each.getKey(),
                                IntStream.of(known).mapToDouble(i -> steps[i]).toArray(),
                                IntStream.of(known).mapToDouble(i -> values[i]).toArray())
                        .setMarker(known.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
                top = Math.max(
                        top,
                        IntStream.of(known).mapToDouble(i -> values[i]).max().orElse(top));
            }
        }
        if (!chart.getSeriesMap().isEmpty()) {
            if (top >= 0.1) { // small losses need all their digits
                chart.getStyler().setYAxisDecimalPattern("0.###");
            }
            mark(chart, top);
            numbers(name, steps, series);
            painter.paint(name + ".png", chart);
        }
    }

    private void mark(XYChart chart, double top) {
        chart.getStyler().setAnnotationLineColor(MARK);
        chart.getStyler().setAnnotationTextFontColor(MARK);
        for (TrainingMark mark : TrainingMark.of(files.events())) {
            chart.addAnnotation(new AnnotationLine(mark.step(), true, false));
            chart.addAnnotation(new AnnotationText(mark.what(), mark.step(), top, false));
        }
    }

    private void numbers(String name, double[] steps, Map<String, double[]> series) {
        List<String> columns = new ArrayList<>(List.of("step"));
        columns.addAll(series.keySet());
        figures.numbers(
                name + ".csv",
                columns,
                IntStream.range(0, steps.length)
                        .mapToObj(row -> {
                            List<Object> line = new ArrayList<>(List.of((long) steps[row]));
                            series.values()
                                    .forEach(values -> line.add(Double.isFinite(values[row]) ? values[row] : ""));
                            return line;
                        })
                        .toList());
    }
}
