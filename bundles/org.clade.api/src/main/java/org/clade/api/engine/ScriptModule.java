package org.clade.api.engine;

import ai.djl.ndarray.NDList;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Compiled TorchScript: methods that change many arrays in one call. {@link TensorOperators#compile} makes it. */
@ProviderType
public interface ScriptModule {

    /**
     * Calls a method that changes arrays in place, once for all of them. It records no gradients. It does nothing if the first list is empty.
     *
     * @param method its name
     * @param arrays its lists of arrays, in order; at least one
     * @param numbers its numbers, which follow the lists
     */
    void update(String method, List<NDList> arrays, double... numbers);
}
