package org.clade.variant.edit;

import java.util.Collection;
import java.util.List;
import org.clade.api.data.ImageShape;
import org.clade.api.part.Option;
import org.clade.api.part.PartKind;
import org.clade.api.part.PartSpec;

/** The facts about available parts that an edit needs. */
public interface KnownParts {
    /** {@return the kinds that have a part with this id} */
    List<PartKind> kinds(String id);

    /** {@return the ids of the parts that variants are made of} */
    Collection<String> ids();

    /**
     * The options of a part.
     *
     * @param kind its kind
     * @param id its id
     * @return the options; none if the part is missing
     */
    List<Option<?>> options(PartKind kind, String id);

    /**
     * Says whether an image operation changes the shape of images.
     *
     * @param operation the operation
     * @param images the shape of the images before any operation
     * @return whether it does; also true if it refuses such images
     */
    boolean reshapes(PartSpec operation, ImageShape images);
}
