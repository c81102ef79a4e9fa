package org.clade.api.signal;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a network says about a batch of images: one array for each signal, with a row for each image. */
public final class Predictions {

    private final Map<Signal, NDArray> arrays;

    /**
     * Predictions of a batch.
     *
     * @param arrays an array of N rows for each signal
     */
    public Predictions(Map<Signal, NDArray> arrays) {
        this.arrays = new LinkedHashMap<>(arrays);
    }

    /** {@return the signals there are} */
    public Set<Signal> signals() {
        return Set.copyOf(arrays.keySet());
    }

    /** {@return whether there is such a signal} */
    public boolean has(Signal signal) {
        return arrays.containsKey(signal);
    }

    /**
     * A signal.
     *
     * @param signal which
     * @return its array, N rows
     * @throws IllegalArgumentException where the network does not emit it; variants are checked for that beforehand
     */
    public NDArray get(Signal signal) {
        NDArray array = arrays.get(signal);
        if (array == null) {
            throw new IllegalArgumentException("There is no signal " + signal + " among " + arrays.keySet());
        }
        return array;
    }
}
