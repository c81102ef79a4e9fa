package org.clade.run.training;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices a part that leaves arrays behind: their number grows from large batch to large batch. */
public final class TensorLeakDetector {

    private static final Logger LOG = LoggerFactory.getLogger("run");

    /** So many large batches in a row must have left arrays behind. */
    private static final int IN_A_ROW = 5;

    private final NDManager root;
    private int before = -1;
    private int inARow;
    private int grown;
    private boolean told;

    /**
     * A watch over the arrays of this process.
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

    /** {@return how many arrays a large batch leaves behind, once and where that is sure} */
    public Optional<Integer> look() {
        if (told) {
            return Optional.empty();
        }
        int now = root.getManagedArrays().size();
        boolean more = before >= 0 && now > before;
        inARow = more ? inARow + 1 : 0;
        grown = more ? grown + now - before : 0;
        before = now;
        told = inARow >= IN_A_ROW;
        return told ? Optional.of(grown / IN_A_ROW) : Optional.empty();
    }

    /** Tells the user. */
    public static String tell(String run, int each, List<String> strangers) {
        String sentence = ("%s arrays more are left in memory by every large batch; a part keeps what it should free%s."
                        + " part:verify <part> says which.")
                .formatted(
                        each,
                        strangers.isEmpty()
                                ? ""
                                : ", and the parts from elsewhere are " + String.join(", ", strangers));
        LOG.warn("{}: {}", run, sentence);
        return sentence;
    }
}
