package org.clade.testkit;

import java.util.List;
import org.clade.api.attention.StageAttention;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.part.Settings;
import org.clade.testkit.check.Check;
import org.clade.testkit.check.StageAttentionChecks;
import org.osgi.annotation.versioning.ConsumerType;

/** The contract of attention modules between a backbone's stages, see {@link StageAttentionChecks}. */
@ConsumerType
public interface StageAttentionContract extends PartContract<StageAttention> {

    /** {@return a map that it accepts} */
    default FeatureShape map() {
        return new FeatureShape(3, 8, 12);
    }

    @Override
    default List<Check> checks(Settings settings) {
        return new StageAttentionChecks(part(), settings, engine(), map()).list();
    }
}
