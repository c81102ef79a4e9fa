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
     * Counts new arrays.
     *
     * @param expected arrays not to count
     * @return how many arrays exist now that did not exist before
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
