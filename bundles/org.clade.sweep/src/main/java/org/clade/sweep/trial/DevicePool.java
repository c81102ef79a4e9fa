package org.clade.sweep.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Shares GPUs out among the trainings of a worker: each has one for itself. A training sees its GPU alone, through the variable {@code
 * CUDA_VISIBLE_DEVICES}, so it needs no option, and a run that is resumed on another GPU needs none either.
 */
public final class DevicePool {

    /** The variable of CUDA that names the GPUs which a process sees. */
    public static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

    private final List<Integer> numbers;
    private final List<String> visible;
    private final Map<Integer, ProcessHandle> taken = new LinkedHashMap<>();

    /**
     * A pool.
     *
     * @param numbers the GPUs as this process counts them, from 0; empty if trainings choose for themselves
     * @param visible the value of {@value #VISIBLE} in this process; null if it has none
     */
    public DevicePool(List<Integer> numbers, String visible) {
        this.numbers = List.copyOf(numbers);
        this.visible = visible == null || visible.isBlank()
                ? List.of()
                : List.of(visible.strip().split("\\s*,\\s*"));
    }

    /** {@return a pool for trainings that choose for themselves} */
    public static DevicePool none() {
        return new DevicePool(new ArrayList<>(), null);
    }

    /** {@return a GPU that no living training has; empty if there is none to share out} */
    OptionalInt free() {
        taken.values().removeIf(process -> !process.isAlive());
        return numbers.stream()
                .filter(number -> !taken.containsKey(number))
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    /** {@return the variables of a training that has a GPU} */
    Map<String, String> environment(int number) {
        return Map.of(VISIBLE, number < visible.size() ? visible.get(number) : String.valueOf(number));
    }

    /** Gives a GPU to a training until its process ends. */
    void assign(int number, ProcessHandle process) {
        taken.put(number, process);
    }
}
