package com.example.faults.owndice;

import ai.djl.ndarray.NDArray;
import java.util.concurrent.ThreadLocalRandom;
import org.clade.api.augment.ImageOperation;
import org.clade.api.augment.ProvidesImageOperation;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Component;

/** It draws from its own generator and not from the stream. */
@Component
@ProvidesImageOperation(id = "own-dice", summary = "A fault: it draws from its own generator.")
public final class OwnDiceOperation implements ImageOperation {

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        return images.mul(ThreadLocalRandom.current().nextFloat());
    }
}
