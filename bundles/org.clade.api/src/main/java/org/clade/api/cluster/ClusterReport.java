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
 */
public record ClusterReport(RunReport run, Optional<CountResult> counts) implements JobReport {

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
