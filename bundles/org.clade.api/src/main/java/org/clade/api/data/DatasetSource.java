package org.clade.api.data;

import org.clade.api.part.Part;
import org.osgi.annotation.versioning.ConsumerType;

/** A data set that a bundle brings along; its id is the name that users give to {@code --data}. */
@ConsumerType
public interface DatasetSource extends Part {

    /** {@return the set} */
    Dataset open();
}
