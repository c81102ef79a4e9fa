package org.clade.sweep;

import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import org.clade.api.part.RefusedException;
import org.clade.api.sweep.WorkerRequest;
import org.clade.sweep.state.Manifest;
import org.clade.sweep.trial.DevicePool;

/**
 * Decides which GPUs a worker shares out.
 *
 * @param present the devices of this machine; asking loads the engine
 */
record WorkerDevices(Supplier<List<String>> present) {

    private static final String AUTO = "auto";
    private static final String GPU = "gpu:";
    private static final String OPTION = "--device";

    /**
     * The GPUs of a worker.
     *
     * @param request how it joins
     * @param manifest the sweep
     * @return the GPUs, one for each trial at once; none if nothing was asked for or {@code auto} finds none
     * @throws RefusedException if a device is missing, if they are too few, or if the trials have a device already
     */
    DevicePool of(WorkerRequest request, Manifest manifest) {
        List<String> asked = request.devices();
        if (asked.isEmpty()) {
            return DevicePool.none();
        }
        if (manifest.trials().stream().anyMatch(trial -> trial.options().contains(OPTION))) {
            throw new RefusedException("The trials of %s have a device of their own (--device); leave --devices out."
                    .formatted(request.folder()));
        }
        List<String> gpus =
                present.get().stream().filter(device -> device.startsWith(GPU)).toList();
        List<String> chosen = asked.equals(List.of(AUTO)) ? gpus : asked;
        if (chosen.isEmpty()) {
            return DevicePool.none();
        }
        for (String device : chosen) {
            if (!gpus.contains(device)) {
                throw new RefusedException(
                        "--devices has “%s”, but this machine offers %s; write auto, or GPUs such as gpu:0,gpu:1."
                                .formatted(device, gpus.isEmpty() ? "no GPU" : String.join(", ", gpus)));
            }
        }
        if (new HashSet<>(chosen).size() < chosen.size()) {
            throw new RefusedException("--devices names a GPU twice: %s.".formatted(String.join(",", chosen)));
        }
        if (request.jobs() > chosen.size()) {
            throw new RefusedException(
                    "%s trials at once need a GPU each, and there are %s (%s); give a smaller --jobs."
                            .formatted(request.jobs(), chosen.size(), String.join(", ", chosen)));
        }
        return new DevicePool(
                chosen.stream()
                        .map(device -> Integer.valueOf(device.substring(GPU.length())))
                        .toList(),
                System.getenv(DevicePool.VISIBLE));
    }
}
