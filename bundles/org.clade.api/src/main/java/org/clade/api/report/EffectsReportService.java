package org.clade.api.report;

import java.nio.file.Path;
import org.clade.api.statistics.EffectsReport;
import org.osgi.annotation.versioning.ProviderType;

/** Writes the page of the main effects of a lattice. */
@ProviderType
public interface EffectsReportService {

    /**
     * Writes {@code effects.html}, one file that opens offline, and the plot of each metric as {@code effects-<metric>.png}.
     *
     * @param effects what to show
     * @param folder where to
     * @return the page
     */
    Path write(EffectsReport effects, Path folder);
}
