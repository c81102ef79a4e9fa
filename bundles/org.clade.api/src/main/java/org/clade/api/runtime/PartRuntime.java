package org.clade.api.runtime;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Lists the available parts. */
@ProviderType
public interface PartRuntime {

    /** {@return all parts, by kind and id} */
    List<PartInfo> parts();

    /**
     * The parts with an id; ids are unique within a kind.
     *
     * @param id the id
     * @return the parts
     * @throws org.clade.api.part.RefusedException if the id is unknown; the message gives the nearest id
     */
    List<PartInfo> find(String id);
}
