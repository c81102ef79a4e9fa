package org.clade.testkit;

import java.util.List;
import org.clade.api.part.Settings;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.testkit.check.Check;
import org.clade.testkit.check.Samples;
import org.clade.testkit.check.TargetChecks;
import org.osgi.annotation.versioning.ConsumerType;

/** The contract of pseudo-target strategies, see {@link TargetChecks}. */
@ConsumerType
public interface PseudoTargetStrategyContract extends PartContract<PseudoTargetStrategy> {

    /** {@return values of the signals that the strategy reads} */
    default Samples samples() {
        return Samples.standard();
    }

    @Override
    default List<Check> checks(Settings settings) {
        return new TargetChecks(part(), settings, engine(), samples()).list();
    }
}
