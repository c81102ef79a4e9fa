package org.clade.report;

import java.nio.file.Files;
import java.nio.file.Path;
import org.clade.api.assignment.AssignmentSolver;
import org.clade.api.part.RefusedException;
import org.clade.api.report.ReportService;
import org.clade.api.run.RunService;
import org.clade.api.run.TrainedRun;
import org.clade.report.figure.ChartPictures;
import org.clade.report.figure.RunFigures;
import org.clade.report.page.ReportPage;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes report pages when asked. */
@Component
public final class Reports implements ReportService {

    private static final Logger LOG = LoggerFactory.getLogger("run");

    private final ComponentServiceObjects<RunService> runs;
    private final AssignmentSolver solver;

    /** Made by Declarative Services. The run service, which loads the engine, is taken only where figures are missing. */
    @Activate
    public Reports(@Reference ComponentServiceObjects<RunService> runs, @Reference AssignmentSolver solver) {
        this.runs = runs;
        this.solver = solver;
    }

    @Override
    public Path write(Path folder) {
        if (!Files.exists(folder.resolve("assignments.csv"))) {
            throw new RefusedException(
                    "%s holds no result to report on: it has no assignments.csv, which a run writes at its first evaluation."
                            .formatted(folder));
        }
        if (!Files.exists(folder.resolve("figures/map.csv")) && Files.exists(folder.resolve("request.json"))) {
            draw(folder);
        }
        if (!Files.exists(folder.resolve("figures/sizes.png"))) {
            ChartPictures.write(folder);
        }
        return ReportPage.write(folder);
    }

    private void draw(Path folder) {
        RunService service = runs.getService();
        try (TrainedRun run = service.open(folder)) {
            RunFigures.write(run.evaluated(), solver).write(() -> {});
        } catch (RefusedException e) {
            LOG.warn("The report goes without the figures that need the network: {}", e.getMessage());
        } finally {
            runs.ungetService(service);
        }
    }
}
