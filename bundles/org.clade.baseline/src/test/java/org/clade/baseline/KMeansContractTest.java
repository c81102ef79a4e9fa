package org.clade.baseline;

import java.util.List;
import org.clade.api.baseline.Baseline;
import org.clade.testkit.BaselineContract;

class KMeansContractTest implements BaselineContract {

    @Override
    public Baseline part() {
        return new KMeans();
    }

    @Override
    public List<String> settings() {
        return List.of("", "restarts=2, iterations=20");
    }
}
