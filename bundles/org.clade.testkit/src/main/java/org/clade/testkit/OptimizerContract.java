package org.clade.testkit;

import java.util.List;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.part.Settings;
import org.clade.testkit.check.Check;
import org.clade.testkit.check.OptimizerChecks;
import org.osgi.annotation.versioning.ConsumerType;

/** The contract of optimizers, see {@link OptimizerChecks}. */
@ConsumerType
public interface OptimizerContract extends PartContract<Optimizer> {

    @Override
    default List<Check> checks(Settings settings) {
        return new OptimizerChecks(part(), settings, engine()).list();
    }
}
