package org.clade.api.data;

import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.osgi.annotation.versioning.ConsumerType;

/** A data set inside a bundle; its id is the name for {@code --data}. */
@ConsumerType
public interface DatasetSource extends Part {

    /** {@return the set with default options} */
    Dataset open();

    /**
     * Opens the set with options, {@code noise(images=1000)}; sources without options need not implement this.
     *
     * @param settings the options' values
     * @return the set
     */
    default Dataset open(Settings settings) {
        return open();
    }
}
