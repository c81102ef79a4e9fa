package org.clade.api.signal;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The output of a network for a batch of images: one array for each signal, with a row for each image. */
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

    /** {@return its signals} */
    public Set<Signal> signals() {
        return Set.copyOf(arrays.keySet());
    }

    /** {@return whether it has the signal} */
    public boolean has(Signal signal) {
        return arrays.containsKey(signal);
    }

    /**
     * A signal.
     *
     * @param signal which
     * @return its array, N rows
     * @throws IllegalArgumentException if the network does not emit it; Clade checks variants for this before a run
     */
    public NDArray get(Signal signal) {
        NDArray array = arrays.get(signal);
        if (array == null) {
            throw new IllegalArgumentException("There is no signal " + signal + " among " + arrays.keySet());
        }
        return array;
    }
}
