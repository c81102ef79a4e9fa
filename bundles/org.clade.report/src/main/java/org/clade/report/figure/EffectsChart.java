package org.clade.report.figure;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.clade.api.statistics.EffectsReport;
import org.clade.api.statistics.MainEffect;
import org.clade.base.file.AtomicFile;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plot of the main effects on a metric: a point for each effect, with its standard error as a whisker, and a line at 0. */
public final class EffectsChart {

    private static final Logger LOG = LoggerFactory.getLogger("run");
    private static final int WIDTH = 900;
    private static final int HEIGHT = 600;
    private static final int LONGEST = 34;
    private static final int SLOPE = 35;

    private EffectsChart() {}

    /** {@return the file of a metric's plot} */
    public static String file(String metric) {
        return "effects-" + metric + ".png";
    }

    /**
     * Draws the plot of each metric. Where the machine has no fonts, nothing is drawn.
     *
     * @param report the effects
     * @param folder where to
     */
    public static void write(EffectsReport report, Path folder) {
        try {
            report.effects().stream()
                    .map(MainEffect::metric)
                    .distinct()
                    .forEach(metric -> write(report, metric, folder));
        } catch (RuntimeException | LinkageError | InternalError e) { // no fonts are an InternalError or worse
            LOG.warn("The plots of effects in {} are not drawn: {}", folder, e.toString());
            LOG.debug("Charts failed", e);
        }
    }

    private static void write(EffectsReport report, String metric, Path folder) {
        List<MainEffect> effects = report.effects().stream()
                .filter(effect -> effect.metric().equals(metric))
                .toList();
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Main effects on %s of %s, with standard errors".formatted(metric, report.variant()))
                .yAxisTitle("change of " + metric)
                .build();
        chart.getStyler().setLocale(Locale.ROOT);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setDefaultSeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Scatter);
        chart.getStyler().setXAxisLabelRotation(SLOPE);
        chart.getStyler().setMarkerSize(9);
        chart.getStyler().setOverlapped(true);
        chart.getStyler().setYAxisDecimalPattern("0.0##");
        List<String> names = effects.stream().map(EffectsChart::name).toList();
        List<Double> values = effects.stream().map(MainEffect::effect).toList();
        List<Double> errors =
                effects.stream().map(effect -> effect.error().orElse(0)).toList();
        chart.addSeries("effect", names, values, errors);
        CategorySeries zero = chart.addSeries(
                "no effect", names, names.stream().map(name -> 0.0).toList());
        zero.setChartCategorySeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Line);
        zero.setMarker(SeriesMarkers.NONE);
        zero.setLineColor(Color.GRAY);
        try {
            byte[] picture = BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG);
            AtomicFile.write(folder.resolve(file(metric)), out -> out.write(picture));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(MainEffect effect) {
        String name = effect.factor() + "=" + effect.level();
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
    }
}
