package org.clade.testkit;

import java.util.List;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.head.Head;
import org.clade.api.part.Settings;
import org.clade.testkit.check.Check;
import org.clade.testkit.check.HeadChecks;
import org.osgi.annotation.versioning.ConsumerType;

/** The contract of heads, see {@link HeadChecks}. */
@ConsumerType
public interface HeadContract extends PartContract<Head> {

    /** {@return features that it accepts} */
    default FeatureShape features() {
        return new FeatureShape(5, 4, 6);
    }

    @Override
    default List<Check> checks(Settings settings) {
        return new HeadChecks(part(), settings, engine(), features()).list();
    }
}
