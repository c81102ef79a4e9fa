package org.clade.report;

import java.nio.file.Path;
import org.clade.api.report.EffectsReportService;
import org.clade.api.statistics.EffectsReport;
import org.clade.base.file.AtomicFile;
import org.clade.report.figure.EffectsChart;
import org.clade.report.page.EffectsPage;
import org.osgi.service.component.annotations.Component;

/** Writes pages of main effects. */
@Component
public final class EffectsReports implements EffectsReportService {

    @Override
    public Path write(EffectsReport effects, Path folder) {
        AtomicFile.makeFolder(folder);
        EffectsChart.write(effects, folder);
        Path page = folder.resolve("effects.html");
        EffectsPage.write(effects, page);
        return page;
    }
}
