package org.clade.benchmarks;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.clade.assignment.ShortestPathSolver;
import org.clade.target.mixture.MixtureTargets;
import org.clade.target.relations.RelationTargets;
import org.clade.target.thresholds.ThresholdTargets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The stage “assign” of one large batch: from the network's predictions to the targets. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TargetsBenchmark {

    private static final int DATASET = 10_000;

    /** A method's large batch. */
    public enum Method {
        /** GATCluster: k-means on soft targets. */
        GATCLUSTER(new RelationTargets(), 1000, Signal.PROBABILITIES),
        /** DAC and ST-DAC: pairs by thresholds. */
        DAC(new ThresholdTargets(), 1000, Signal.UNIT_VECTORS),
        /** MMDC: the cheapest assignment of points. */
        MMDC(new MixtureTargets(new ShortestPathSolver()), 128, Signal.UNIT_VECTORS);

        private final PseudoTargetStrategy strategy;
        private final int batch;
        private final Signal signal;

        Method(PseudoTargetStrategy strategy, int batch, Signal signal) {
            this.strategy = strategy;
            this.batch = batch;
            this.signal = signal;
        }
    }

    /** The method. */
    @Param
    Method method;

    /** K. */
    @Param({"10", "200"})
    int clusters;

    private TargetSession session;
    private Predictions predictions;
    private int[] indices;

    /** Creates predictions. */
    @Setup
    public void make(Engine engine) {
        Settings settings = Settings.of(method.strategy, "");
        session = method.strategy.open(new TargetRequest(DATASET, clusters, settings, RandomStream.of(1)));
        predictions = new Predictions(Map.of(
                method.signal,
                method.signal == Signal.PROBABILITIES
                        ? engine.probabilities(method.batch, clusters)
                        : engine.unitVectors(method.batch, clusters)));
        indices = IntStream.range(0, method.batch).toArray();
    }

    /** {@return the number of kinds of targets} */
    @Benchmark
    public int compute(Engine engine) {
        try (NDManager scope = engine.scope()) {
            return session.compute(new TargetContext(0, indices, predictions, RandomStream.of(1), scope))
                    .kinds()
                    .size();
        }
    }

    /** Frees the session. */
    @TearDown
    public void close() {
        session.close();
    }
}
