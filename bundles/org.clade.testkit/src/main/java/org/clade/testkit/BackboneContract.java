package org.clade.testkit;

import java.util.List;
import org.clade.api.backbone.Backbone;
import org.clade.api.data.ImageShape;
import org.clade.api.part.Settings;
import org.clade.testkit.check.BackboneChecks;
import org.clade.testkit.check.Check;
import org.osgi.annotation.versioning.ConsumerType;

/** The contract of backbones, see {@link BackboneChecks}. */
@ConsumerType
public interface BackboneContract extends PartContract<Backbone> {

    /** {@return images that are large enough for it with all settings; small ones make the test fast} */
    default ImageShape image() {
        return new ImageShape(1, 32, 32);
    }

    @Override
    default List<Check> checks(Settings settings) {
        return new BackboneChecks(part(), settings, engine(), image()).list();
    }
}
