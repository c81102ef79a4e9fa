package org.clade.testkit.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The arrays that exist in this JVM at one moment; no training may run beside. */
final class ArrayLeakCheck {

    private final NDManager root;
    private final Set<String> before;

    private ArrayLeakCheck(NDManager root) {
        this.root = root;
        this.before = names(root);
    }

    /** {@return the arrays that exist now, seen from any manager} */
    static ArrayLeakCheck now(NDManager manager) {
        NDManager root = manager;
        while (root.getParentManager() != null) {
            root = root.getParentManager();
        }
        return new ArrayLeakCheck(root);
    }

    /**
     * Counts what has come since.
     *
     * @param expected arrays that are not counted
     * @return how many arrays exist now that did not exist then
     */
    int more(NDArray... expected) {
        Set<String> names = names(root);
        names.removeAll(before);
        for (NDArray array : expected) {
            names.remove(array.getUid());
        }
        return names.size();
    }

    private static Set<String> names(NDManager root) {
        return root.getManagedArrays().stream().map(NDArray::getUid).collect(Collectors.toCollection(HashSet::new));
    }
}
