package org.clade.target.mixture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.Optional;
import org.clade.api.assignment.AssignmentSolver;
import org.clade.api.part.RefusedException;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.array.EpochCounter;

/** A session with a table of targets: permuted within each batch, or set by k-means from the refinement on. */
final class MixtureSession implements TargetSession {

    private static final String MOVED = "moved";

    private final Optional<Mixture> mixture;
    private final BatchAssignment assignment;
    private final Refinement refinement;
    private final int refine;
    private TargetTable table;
    private EpochCounter moved = EpochCounter.NONE;

    /**
     * A session.
     *
     * @param table the first targets
     * @param mixture their distribution; empty if every image is its own component
     * @param solver solves assignments
     * @param squared whether the cost is the squared distance
     * @param refine the first epoch with components from k-means
     */
    MixtureSession(TargetTable table, Optional<Mixture> mixture, AssignmentSolver solver, boolean squared, int refine) {
        this.table = table;
        this.mixture = mixture;
        this.assignment = new BatchAssignment(solver, squared);
        this.refinement = new Refinement(solver);
        this.refine = refine;
    }

    @Override
    public boolean needsFullPass(int epoch) {
        return epoch >= refine;
    }

    @Override
    public boolean needsPredictions(int epoch) {
        return epoch < refine;
    }

    @Override
    public void observeAll(TargetContext context) {
        Mixture means = mixture.orElseThrow();
        int[] images = context.indices();
        int[] before = table.components(images);
        float[] vectors;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            vectors = vectors(context).toFloatArray();
        }
        int[] components =
                refinement.components(vectors, table.dimensions(), means.clusters(), before, context.random());
        int changes = 0;
        for (int i = 0; i < images.length; i++) {
            changes += components[i] == before[i] ? 0 : 1;
        }
        table = table.with(means, images, components);
        moved = moved.with(images.length, changes);
    }

    @Override
    public Targets compute(TargetContext context) {
        int[] images = context.indices();
        if (needsPredictions(context.epoch())) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                int[] rows = assignment.rows(vectors(context), table, table.points(images));
                moved = moved.with(images.length, table.assign(images, rows));
            }
        }
        return new Targets(
                images.length,
                Map.of(TargetKind.ASSIGNED_VECTORS, table.vectors(table.points(images), context.manager())));
    }

    private NDArray vectors(TargetContext context) {
        NDArray vectors = context.predictions().get(Signal.UNIT_VECTORS);
        long given = vectors.getShape().get(1);
        if (given != table.dimensions()) {
            throw new RefusedException(
                    "The targets mixture are points of %s dimensions, but the head gives vectors of %s; write the same dimensions in both."
                            .formatted(table.dimensions(), given));
        }
        if (!Float.isFinite(vectors.sum().getFloat())) {
            throw new RefusedException("The network's vectors are no longer finite, so no targets can be"
                    + " assigned; lower the learning rate or check the operations of the clean view.");
        }
        return vectors;
    }

    @Override
    public void epochEnded(int epoch) {
        moved = moved.closed();
    }

    @Override
    public Map<String, Double> diagnostics() {
        return moved.cases() == 0 ? Map.of() : Map.of(MOVED, moved.share());
    }

    @Override
    public Optional<NDArray> centroids(NDManager manager) {
        return mixture.filter(means -> !means.axes())
                .map(means -> manager.create(means.means(), new Shape(means.clusters(), means.dimensions())));
    }

    @Override
    public NDList save(NDManager manager) {
        NDList state = table.save(manager);
        state.add(moved.save(manager, MOVED));
        return state;
    }

    @Override
    public void restore(NDList state) {
        table = TargetTable.restored(state);
        moved = EpochCounter.restored(state, MOVED);
    }
}
