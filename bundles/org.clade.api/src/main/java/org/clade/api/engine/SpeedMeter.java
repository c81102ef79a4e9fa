package org.clade.api.engine;

import ai.djl.Device;
import org.osgi.annotation.versioning.ProviderType;

/** Measures the ceiling of a device, for comparison with training speed. */
@ProviderType
public interface SpeedMeter {

    /**
     * Measures products of two large matrices and copies of a large array. The best of several trials counts; together they take
     * about a second on two cores.
     *
     * @param device the device that computes
     * @return the measured ceiling
     */
    Ceiling measure(Device device);
}
