package org.clade.engine.tuning;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.Map;

/** How libtorch uses this machine's processors: the only class of this package for others. Results are correct without it. */
public final class Tuning {

    private Tuning() {}

    /**
     * Begins to watch whether other processes need the processors, unless the user has chosen how threads wait (ADR 0027).
     *
     * @param natives the folder of libtorch's libraries, which are loaded
     * @param environment variables of this process
     */
    public static void begin(Path natives, Map<String, String> environment) {
        SpinMonitor.begin(natives, environment);
    }

    /**
     * Counts physical cores. Two hardware threads of one core share its arithmetic units, so a second thread there only gets in the
     * way.
     *
     * @return the physical cores among the processors that this process is bound to, at most what its container allows
     */
    public static int physicalCores() {
        return Processors.physicalCores();
    }

    /** {@return whether computing in bfloat16 is worth its casts on a device} */
    public static boolean hasBf16Units(Device device) {
        return Bf16Support.of(device);
    }

    /** {@return whether the processors multiply tiles of bfloat16, 16 rows at a time (AMX)} */
    public static boolean hasBf16Tiles() {
        return Bf16Support.tiles();
    }
}
