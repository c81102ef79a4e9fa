package org.clade.report;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.clade.api.cluster.RunComparison;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.report.ComparisonReportService;
import org.clade.report.folder.RunFiles;
import org.clade.report.page.ComparisonPage;
import org.clade.report.page.MovedImages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes pages of comparisons. */
@Component
public final class ComparisonReports implements ComparisonReportService {

    private static final Logger LOG = LoggerFactory.getLogger("run");

    private final DataService data;

    /** Made by Declarative Services. */
    @Activate
    public ComparisonReports(@Reference DataService data) {
        this.data = data;
    }

    @Override
    public Path write(RunComparison comparison, Optional<String> images, Path page) {
        MovedImages shown = images.map(name -> data.open(name, Split.ALL))
                .or(() -> Stream.of(comparison.first(), comparison.second())
                        .flatMap(side -> imagesOf(Path.of(side)).stream())
                        .findFirst())
                .map(found -> MovedImages.of(found, comparison))
                .orElse(MovedImages.NONE);
        ComparisonPage.write(comparison, shown, page);
        return page;
    }

    /** {@return the images of a run or a prediction, if they are still there} */
    private Optional<Dataset> imagesOf(Path side) {
        RunFiles files = RunFiles.of(side);
        return files.json("request.json").or(() -> files.json("asked.json")).flatMap(asked -> {
            String split = RunFiles.text(asked, "split");
            try {
                return Optional.of(
                        data.open(RunFiles.text(asked, "data"), split.isEmpty() ? Split.ALL : Split.valueOf(split)));
            } catch (RefusedException | IllegalArgumentException e) {
                LOG.debug("No images of {}", side, e);
                return Optional.empty();
            }
        });
    }
}
