package org.clade.optimizer;

import java.util.List;
import org.clade.api.optimizer.Optimizer;
import org.clade.testkit.OptimizerContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RmsPropOptimizerTest implements OptimizerContract {

    @Override
    public Optimizer part() {
        return new RmsPropOptimizer(engine());
    }

    @Override
    public List<String> settings() {
        return List.of("", "lr=0.01, rho=0.99, epsilon=0.01", "rho=0");
    }

    @ParameterizedTest
    @CsvSource({"optim_keras1_rmsprop, ''", "optim_keras1_rmsprop__big_eps, 'lr=0.1, epsilon=0.01'"})
    void agreesWithTheReference(String name, String settings) {
        Bowl.follow(name, engine(), part(), settings);
    }
}
