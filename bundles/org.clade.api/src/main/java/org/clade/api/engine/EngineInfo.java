package org.clade.api.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * The tensor engine of this process.
 *
 * @param name the engine and its version, {@code PyTorch 2.7.1}
 * @param djl DJL's version
 * @param devices the available devices, {@code cpu} first
 * @param threads how many threads libtorch computes with
 * @param natives the native libraries
 */
public record EngineInfo(String name, String djl, List<String> devices, int threads, Natives natives) {

    /**
     * The native libraries.
     *
     * @param folder the folder that holds them
     * @param loadSeconds how long loading took
     */
    public record Natives(Path folder, double loadSeconds) {}
}
