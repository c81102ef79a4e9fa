package org.clade.api.export;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Writes what a run has found and learned in the formats of other programs. */
@ProviderType
public interface RunExporter {

    /**
     * Exports a run. The run need not be finished; the newest checkpoint is used. Each file is complete or absent.
     *
     * @param request what to export
     * @return the files, in the order of the formats
     * @throws org.clade.api.part.RefusedException if the folder has no run or no checkpoint, if a file exists and is not to be replaced,
     *     if the images of the run are missing, or if a part of its network does not say how it is exported
     */
    List<ExportedFile> export(ExportRequest request);
}
