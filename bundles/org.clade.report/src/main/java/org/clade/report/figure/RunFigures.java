package org.clade.report.figure;

import java.nio.file.Path;
import java.util.Optional;
import org.clade.api.assignment.AssignmentSolver;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.picture.ClusterGallery;
import org.clade.picture.SurestImages;

/** All figures that are drawn of the last evaluation, with their numbers, in {@code figures/}. */
public final class RunFigures {

    private static final String CLUSTERS = "clusters.png";

    private RunFigures() {}

    /**
     * Writes the figures of a run, {@code clusters.png} among them.
     *
     * @param run the images and the network
     * @param solver matches clusters with classes
     * @return the map, to be written when there is time
     */
    public static EmbeddingMap write(EvaluatedRun run, AssignmentSolver solver) {
        FigureFolder figures = FigureFolder.in(run.folder());
        return write(run, solver, figures, figures.path().resolve(CLUSTERS));
    }

    /**
     * Writes the few figures that a user who has stopped a run waits for: {@code clusters.png} and the members of clusters.
     *
     * @param run the images and the network
     */
    public static void writeFew(EvaluatedRun run) {
        FigureFolder figures = FigureFolder.in(run.folder());
        SurestImages surest = new SurestImages(run.assignments());
        ClusterGallery.write(run, surest, figures.path().resolve(CLUSTERS));
        ClusterMembers.write(run, surest, figures);
    }

    /**
     * Writes the figures of a prediction, with {@code clusters.png} next to its other files.
     *
     * @param prediction the images and the network
     * @param solver matches clusters with classes
     * @return the map, to be written when there is time
     */
    public static EmbeddingMap writePrediction(EvaluatedRun prediction, AssignmentSolver solver) {
        return write(
                prediction,
                solver,
                FigureFolder.in(prediction.folder()),
                prediction.folder().resolve(CLUSTERS));
    }

    private static EmbeddingMap write(EvaluatedRun run, AssignmentSolver solver, FigureFolder figures, Path gallery) {
        SurestImages surest = new SurestImages(run.assignments());
        ClusterGallery.write(run, surest, gallery);
        ClusterMembers.write(run, surest, figures);
        Optional<Confusion> confusion = run.classCounts()
                .map(counts -> Confusion.of(counts, run.assignments().k(), solver));
        confusion.ifPresent(counted -> counted.write(run, figures));
        Examples.write(run, surest, confusion, figures);
        AttentionFigure.write(run, figures);
        return EmbeddingMap.of(run, figures);
    }
}
