package org.clade.api.engine;

import ai.djl.Device;
import org.osgi.annotation.versioning.ProviderType;

/** Measures what a device can do at the most, to set the speed of a training beside. */
@ProviderType
public interface SpeedMeter {

    /**
     * Measures: products of two large matrices, and copies of a large array. The best of several trials counts, which take
     * about a second on two cores.
     *
     * @param device what computes
     * @return its ceiling now
     */
    Ceiling measure(Device device);
}
