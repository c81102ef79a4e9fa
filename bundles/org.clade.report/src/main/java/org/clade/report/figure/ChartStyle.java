package org.clade.report.figure;

import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;

/** The looks of charts as pictures: those of the page, on white. */
final class ChartStyle {

    private static final Color[] COLORS = {
        new Color(0x3b76b5), new Color(0xe58327), new Color(0x3f9a4d), new Color(0xcc4a4c), new Color(0x8a6bbf),
        new Color(0x8f6353), new Color(0xd674b5), new Color(0x7a7f86), new Color(0xb3ac2c), new Color(0x2fa9bd)
    };
    private static final Color LINE = new Color(0xd3d9df);
    private static final Color SOFT = new Color(0x515a64);
    private static final int LETTERS = 13;
    private static final int TITLE_LETTERS = 16;

    private ChartStyle() {}

    /** Styles a chart; numbers are written in the same way in every locale. */
    static void apply(AxesChartStyler styler) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, LETTERS);
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderColor(LINE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendFont(font);
        styler.setSeriesColors(COLORS);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, TITLE_LETTERS));
        styler.setAxisTickLabelsFont(font);
        styler.setAxisTickLabelsColor(SOFT);
        styler.setAxisTitleFont(font);
        styler.setAxisTickMarksColor(LINE);
        styler.setPlotGridLinesColor(LINE);
    }
}
