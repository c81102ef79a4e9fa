package org.clade.api.runtime;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Says which parts are there. */
@ProviderType
public interface PartRuntime {

    /** {@return all parts, by kind and id} */
    List<PartInfo> parts();

    /**
     * The parts of an id; ids are unique within a kind.
     *
     * @param id the id
     * @return the parts
     * @throws org.clade.api.part.RefusedException where there is none, with the nearest id
     */
    List<PartInfo> find(String id);
}
