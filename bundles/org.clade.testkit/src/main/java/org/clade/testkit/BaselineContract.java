package org.clade.testkit;

import java.util.List;
import org.clade.api.baseline.Baseline;
import org.clade.api.part.Settings;
import org.clade.testkit.check.BaselineChecks;
import org.clade.testkit.check.Check;
import org.osgi.annotation.versioning.ConsumerType;

/** The contract of classical clustering methods, see {@link BaselineChecks}. */
@ConsumerType
public interface BaselineContract extends PartContract<Baseline> {

    @Override
    default List<Check> checks(Settings settings) {
        return new BaselineChecks(part(), settings).list();
    }
}
