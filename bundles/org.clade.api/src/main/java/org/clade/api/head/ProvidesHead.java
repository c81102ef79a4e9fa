package org.clade.api.head;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.clade.api.part.Part;
import org.clade.api.part.PartKind;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Marks a component as a head: id, kind and summary become service properties and a capability of the bundle. */
@ComponentPropertyType
@Capability(namespace = "org.clade.part", attribute = Part.KIND + "=" + PartKind.Id.HEAD)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ProvidesHead {

    /** The prefix of the service properties. */
    String PREFIX_ = "clade.";

    /** {@return the id that recipes use} */
    @Attribute(Part.ID)
    String id();

    /** {@return one sentence: what it is and where it comes from} */
    String summary();

    /** {@return the kind of part, always head} */
    String kind() default PartKind.Id.HEAD;
}
