package org.clade.testkit.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The arrays that exist in this JVM at one moment; nothing may train meanwhile. */
final class ArrayLeakCheck {

    private final NDManager root;
    private final Set<String> before;

    private ArrayLeakCheck(NDManager root) {
        this.root = root;
        this.before = names(root);
    }

    /** {@return the arrays that exist now, counted through any manager} */
    static ArrayLeakCheck now(NDManager manager) {
        NDManager root = manager;
        while (root.getParentManager() != null) {
            root = root.getParentManager();
        }
        return new ArrayLeakCheck(root);
    }

    /**
     * Requires that no arrays exist that did not exist before.
     *
     * @param sentence the message if there are some, with a place for {@code 1 array} or {@code 2 arrays}
     * @param expected arrays that may exist
     */
    void requireNone(String sentence, NDArray... expected) {
        Set<String> more = names(root);
        more.removeAll(before);
        for (NDArray array : expected) {
            more.remove(array.getUid());
        }
        ContractViolationException.unless(
                more.isEmpty(), sentence, more.size() == 1 ? "1 array" : more.size() + " arrays");
    }

    private static Set<String> names(NDManager root) {
        return root.getManagedArrays().stream().map(NDArray::getUid).collect(Collectors.toCollection(HashSet::new));
    }
}
