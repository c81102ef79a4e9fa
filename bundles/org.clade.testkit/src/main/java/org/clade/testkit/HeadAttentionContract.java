package org.clade.testkit;

import java.util.List;
import org.clade.api.attention.HeadAttention;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.part.Settings;
import org.clade.testkit.check.Check;
import org.clade.testkit.check.HeadAttentionChecks;
import org.osgi.annotation.versioning.ConsumerType;

/** The contract of attention modules before the head, see {@link HeadAttentionChecks}. */
@ConsumerType
public interface HeadAttentionContract extends PartContract<HeadAttention> {

    /** {@return features that it accepts} */
    default FeatureShape features() {
        return new FeatureShape(5, 4, 6);
    }

    @Override
    default List<Check> checks(Settings settings) {
        return new HeadAttentionChecks(part(), settings, engine(), features()).list();
    }
}
