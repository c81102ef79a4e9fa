package org.clade.api.report;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Writes the report page of a run or a prediction. */
@ProviderType
public interface ReportService {

    /**
     * Writes {@code report.html} from the files of a folder: one file that opens offline. The same files give the same
     * page. The page includes names, merges, duplicates and outliers written since the run. The service draws missing
     * figures first if it can open the run; otherwise the page has no such figures.
     *
     * @param folder the folder of a run, a prediction or a clustered folder
     * @return the page
     * @throws org.clade.api.part.RefusedException if the folder holds no result
     */
    Path write(Path folder);
}
