package org.clade.run.training;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Detects that a part leaks arrays: their number grows from large batch to large batch. */
public final class TensorLeakDetector {

    private static final Logger LOG = LoggerFactory.getLogger("run");

    /** The number of consecutive large batches that must leak arrays. */
    private static final int IN_A_ROW = 5;

    private final NDManager root;
    private int before = -1;
    private int inARow;
    private int grown;
    private boolean reported;

    /**
     * A detector over all arrays of this process.
     *
     * @param manager any manager
     */
    public TensorLeakDetector(NDManager manager) {
        NDManager top = manager;
        while (top.getParentManager() != null) {
            top = top.getParentManager();
        }
        this.root = top;
    }

    /** {@return the number of arrays that a large batch leaks; returned once, when it is certain} */
    public Optional<Integer> look() {
        if (reported) {
            return Optional.empty();
        }
        int now = root.getManagedArrays().size();
        boolean more = before >= 0 && now > before;
        inARow = more ? inARow + 1 : 0;
        grown = more ? grown + now - before : 0;
        before = now;
        reported = inARow >= IN_A_ROW;
        return reported ? Optional.of(grown / IN_A_ROW) : Optional.empty();
    }

    /**
     * Warns the user.
     *
     * @param run the run's id
     * @param each the number of arrays that each large batch leaks
     * @param foreign the third-party parts
     * @return the warning
     */
    public static String tell(String run, int each, List<String> foreign) {
        String sentence = ("Every large batch leaves %s more arrays in memory; a part does not free its arrays%s."
                        + " part:verify <part> says which.")
                .formatted(each, foreign.isEmpty() ? "" : "; third-party parts are " + String.join(", ", foreign));
        LOG.warn("{}: {}", run, sentence);
        return sentence;
    }
}
