package org.clade.testkit.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.head.Head;
import org.clade.api.head.HeadRequest;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;

/** The contract of heads: an output for each announced signal, within that signal's constraint. */
public final class HeadChecks {

    private static final int CLUSTERS = 4;

    private final Head head;
    private final Settings settings;
    private final TensorEngine engine;
    private final FeatureShape features;

    /**
     * The checks of a head on features of 5×4×6.
     *
     * @param head the head
     * @param settings its options
     * @param engine the tensor engine
     */
    public HeadChecks(Head head, Settings settings, TensorEngine engine) {
        this(head, settings, engine, new FeatureShape(5, 4, 6));
    }

    /**
     * The checks of a head.
     *
     * @param head the head
     * @param settings its options
     * @param engine the tensor engine
     * @param features features that it accepts
     */
    public HeadChecks(Head head, Settings settings, TensorEngine engine, FeatureShape features) {
        this.head = head;
        this.settings = settings;
        this.engine = engine;
        this.features = features;
    }

    /** {@return the checks with attention and without, not run yet; it skips the case that the head refuses} */
    public List<Check> list() {
        List<Check> checks = new ArrayList<>();
        for (boolean attended : new boolean[] {false, true}) {
            HeadRequest request = new HeadRequest(features, CLUSTERS, attended, settings);
            if (taken(request)) {
                String where = attended ? " (with attention)" : " (without attention)";
                checks.add(new Check("it announces each signal once" + where, () -> signals(request)));
                for (Check check : trial(request).list()) {
                    checks.add(new Check(check.promise() + where, check.trial()));
                }
            }
        }
        if (checks.isEmpty()) {
            checks.add(new Check(
                    "it can be built",
                    () -> ContractViolationException.unless(
                            false, "It refuses features of %s with attention and without.", features)));
        }
        return checks;
    }

    private boolean taken(HeadRequest request) {
        try {
            head.build(request);
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    private void signals(HeadRequest request) {
        List<Signal> signals = head.emits(request);
        ContractViolationException.unless(!signals.isEmpty(), "It announces no signal.");
        ContractViolationException.unless(
                new HashSet<>(signals).size() == signals.size(), "It announces a signal twice: %s.", signals);
        ContractViolationException.unless(
                request.attended() || !signals.contains(Signal.ATTENDED_PROBABILITIES),
                "It announces %s without attention.",
                Signal.ATTENDED_PROBABILITIES);
    }

    private BlockTrial trial(HeadRequest request) {
        List<Shape> inputs = new ArrayList<>();
        inputs.add(new Shape(features.channels(), features.height(), features.width()));
        if (request.attended()) {
            inputs.add(new Shape(1, features.height(), features.width()));
        }
        return new BlockTrial(
                engine, () -> head.build(request), inputs, (given, said) -> outputs(request, given, said));
    }

    private void outputs(HeadRequest request, NDList given, NDList said) {
        List<Signal> signals = head.emits(request);
        ContractViolationException.unless(
                said.size() == signals.size(), "It announces %s but returns %s arrays.", signals, said.size());
        long images = given.head().getShape().get(0);
        for (int i = 0; i < signals.size(); i++) {
            constraint(signals.get(i), images, said.get(i));
        }
    }

    private static void constraint(Signal signal, long images, NDArray array) {
        ContractViolationException.unless(
                array.getShape().get(0) == images,
                "Signal %s of %s images has %s rows.",
                signal,
                images,
                array.getShape().get(0));
        if (signal.equals(Signal.PROBABILITIES) || signal.equals(Signal.ATTENDED_PROBABILITIES)) {
            ContractViolationException.unless(
                    array.getShape().equals(new Shape(images, CLUSTERS)),
                    "Signal %s has shape %s, not images times clusters.",
                    signal,
                    array.getShape());
            ContractViolationException.unless(
                    Numbers.within(Numbers.of(array), 0, 1.00001)
                            && Numbers.within(Numbers.of(array.sum(new int[] {1})), 0.9999, 1.0001),
                    "Rows of signal %s are not nonnegative with sum 1 (GATCluster Eq. 2).",
                    signal);
        }
        if (signal.equals(Signal.ROTATIONS)) {
            ContractViolationException.unless(
                    array.getShape().equals(new Shape(images, 4)),
                    "Signal %s has shape %s, not images times four rotations.",
                    signal,
                    array.getShape());
        }
        if (signal.equals(Signal.UNIT_VECTORS)) {
            ContractViolationException.unless(
                    Numbers.within(Numbers.of(array.square().sum(new int[] {1})), 0.999, 1.001),
                    "Rows of signal %s do not have length 1.",
                    signal);
        }
    }
}
