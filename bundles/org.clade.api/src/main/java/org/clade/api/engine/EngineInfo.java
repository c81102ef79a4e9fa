package org.clade.api.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * What computes here.
 *
 * @param name the engine and its version, {@code PyTorch 2.7.1}
 * @param djl DJL's version
 * @param devices the devices there are, {@code cpu} first
 * @param threads how many threads libtorch computes with
 * @param natives the folder that the native libraries were unpacked to
 * @param loadSeconds how long loading took
 */
public record EngineInfo(
        String name, String djl, List<String> devices, int threads, Path natives, double loadSeconds) {}
