package org.clade.api.data;

import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.osgi.annotation.versioning.ConsumerType;

/** A data set that a bundle brings along; its id is the name that users give to {@code --data}. */
@ConsumerType
public interface DatasetSource extends Part {

    /** {@return the set, as it is without options} */
    Dataset open();

    /**
     * Opens the set as its options say, {@code noise(images=1000)}; sources without options need not implement it.
     *
     * @param settings the options' values
     * @return the set
     */
    default Dataset open(Settings settings) {
        return open();
    }
}
