package org.clade.api.report;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Writes the report page of a run or a prediction. */
@ProviderType
public interface ReportService {

    /**
     * Writes {@code report.html} from the files of a folder: one file that opens without a network. The same files give the same
     * page. Names, merges, duplicates and outliers that have been written since are taken in. Figures that are missing are drawn first
     * where the run can be opened; otherwise the page is written without them.
     *
     * @param folder the folder of a run, a prediction or a clustered folder
     * @return the page
     * @throws org.clade.api.part.RefusedException where the folder holds no result
     */
    Path write(Path folder);
}
