package org.clade.deploy.inspect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.clade.api.part.Part;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * The kind and id of a part.
 *
 * @param kind its kind
 * @param id its id, unique within the kind
 */
public record PartRef(String kind, String id) {

    private static final String NAMESPACE = "org.clade.part";

    /** {@return the parts that a bundle's manifest declares} */
    public static Set<PartRef> declared(Bundle bundle) {
        Set<PartRef> offers = new LinkedHashSet<>();
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision != null) {
            for (BundleCapability capability : revision.getDeclaredCapabilities(NAMESPACE)) {
                offers.add(new PartRef(
                        String.valueOf(capability.getAttributes().get(Part.KIND)),
                        String.valueOf(capability.getAttributes().get(Part.ID))));
            }
        }
        return offers;
    }

    /** {@return the parts that a bundle has registered, visible or hidden} */
    public static List<ServiceReference<?>> registered(Bundle bundle) {
        List<ServiceReference<?>> parts = new ArrayList<>();
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        if (services != null) {
            for (ServiceReference<?> service : services) {
                if (service.getProperty(Part.ID) != null && service.getProperty(Part.KIND) != null) {
                    parts.add(service);
                }
            }
        }
        return parts;
    }

    /** {@return the parts that a bundle declares or has registered} */
    public static Set<PartRef> all(Bundle bundle) {
        Set<PartRef> offers = declared(bundle);
        registered(bundle).forEach(part -> offers.add(of(part)));
        return offers;
    }

    /** {@return the part of a service} */
    public static PartRef of(ServiceReference<?> reference) {
        return new PartRef(
                String.valueOf(reference.getProperty(Part.KIND)), String.valueOf(reference.getProperty(Part.ID)));
    }

    /** {@return the id from the form of {@link #toString()}} */
    public static String id(String shown) {
        return shown.substring(shown.indexOf(' ') + 1);
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
