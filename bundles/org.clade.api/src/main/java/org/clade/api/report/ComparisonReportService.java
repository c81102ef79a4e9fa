package org.clade.api.report;

import java.nio.file.Path;
import java.util.Optional;
import org.clade.api.cluster.RunComparison;
import org.osgi.annotation.versioning.ProviderType;

/** Writes the page of a comparison. */
@ProviderType
public interface ComparisonReportService {

    /**
     * Writes a page that shows a comparison: scores, the matrix of clusters, and images that moved. It is one file that opens
     * offline.
     *
     * @param comparison what to show
     * @param data the image set to show images of, as {@link org.clade.api.data.DataService#open} takes it; empty for the images of
     *     the first side that says what its images are
     * @param page the file to write; its folder is made if it is missing
     * @return the page
     * @throws org.clade.api.part.RefusedException if the given image set cannot be opened
     */
    Path write(RunComparison comparison, Optional<String> data, Path page);
}
