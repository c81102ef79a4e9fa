package org.clade.api.cluster;

import java.nio.file.Path;
import java.util.Optional;
import org.clade.api.run.JobReport;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunState;

/**
 * How the clustering of a folder ended.
 *
 * @param run the last run
 * @param counts how numbers of clusters compare; empty if they were not compared
 * @param check near-duplicates and outliers; empty if the run was interrupted or the search would have taken too long
 */
public record ClusterReport(RunReport run, Optional<CountResult> counts, Optional<ImageCheck> check)
        implements JobReport {

    /** A report without near-duplicates and outliers. */
    public ClusterReport(RunReport run, Optional<CountResult> counts) {
        this(run, counts, Optional.empty());
    }

    @Override
    public Path folder() {
        return run.folder();
    }

    @Override
    public RunState state() {
        return run.state();
    }

    @Override
    public RunOutcome outcome() {
        return run.outcome();
    }

    @Override
    public String failure() {
        return run.failure();
    }
}
