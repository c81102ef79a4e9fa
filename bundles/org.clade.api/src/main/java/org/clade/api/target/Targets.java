package org.clade.api.target;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The pseudo-targets of a batch. They are constants: no gradient flows into them. */
public final class Targets {

    /** No targets, for tasks that need none. */
    public static final Targets NONE = new Targets(0, Map.of());

    private final int batch;
    private final Map<TargetKind, NDArray> arrays;

    /**
     * Targets of a large batch.
     *
     * @param batch M, the number of images in the large batch
     * @param arrays an array for each kind
     */
    public Targets(int batch, Map<TargetKind, NDArray> arrays) {
        this.batch = batch;
        this.arrays = new LinkedHashMap<>(arrays);
    }

    /** {@return M, the number of images in the large batch of the targets} */
    public int batch() {
        return batch;
    }

    /** {@return its kinds} */
    public Set<TargetKind> kinds() {
        return Set.copyOf(arrays.keySet());
    }

    /**
     * A target.
     *
     * @param kind which
     * @return its array
     * @throws IllegalArgumentException if the strategy does not provide it; Clade checks variants for this before a run
     */
    public NDArray get(TargetKind kind) {
        NDArray array = arrays.get(kind);
        if (array == null) {
            throw new IllegalArgumentException("There is no target " + kind + " among " + arrays.keySet());
        }
        return array;
    }

    /**
     * The targets of a minibatch.
     *
     * @param rows positions in the large batch, int64, on the targets' device; its manager holds the result
     * @return rows, or rows and columns, of each target as its layout says; {@link #batch} stays M
     */
    public Targets select(NDArray rows) {
        Map<TargetKind, NDArray> selected = new LinkedHashMap<>();
        arrays.forEach((kind, array) -> {
            NDArray part =
                    switch (kind.layout()) {
                        case ROWS -> rows(array, rows);
                        case PAIRS -> rows(rows(array, rows).transpose(), rows).transpose();
                        case PER_BATCH -> array;
                    };
            selected.put(kind, part);
        });
        return new Targets(batch, selected);
    }

    private static NDArray rows(NDArray array, NDArray rows) {
        return array.get(rows.getManager(), new NDIndex("{}", rows));
    }
}
