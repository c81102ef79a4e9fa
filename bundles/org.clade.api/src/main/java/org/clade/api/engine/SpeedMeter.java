package org.clade.api.engine;

import ai.djl.Device;
import org.osgi.annotation.versioning.ProviderType;

/** Measures the ceiling of a device, to compare the speed of a training with it. */
@ProviderType
public interface SpeedMeter {

    /**
     * Measures products of two large matrices and copies of a large array. The best of several trials counts; together they take
     * about a second on two cores.
     *
     * @param device what computes
     * @return its ceiling now
     */
    Ceiling measure(Device device);
}
