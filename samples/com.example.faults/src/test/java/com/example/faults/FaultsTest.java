package com.example.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.faults.leak.LeakTask;
import com.example.faults.nanatonehot.NanAtOneHotTask;
import com.example.faults.owndice.OwnDiceOperation;
import com.example.faults.takenid.TakenIdTask;
import com.example.faults.targetgradient.TargetGradientTask;
import com.example.faults.vectorloss.VectorLossTask;
import com.example.faults.wrongshape.WrongShapeBackbone;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.clade.testkit.check.Check;
import org.clade.testkit.check.PartChecks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract tests find these faults without a running Clade. */
class FaultsTest {

    private static final TensorEngine ENGINE =
            ServiceLoader.load(TensorEngine.class).findFirst().orElseThrow();

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new VectorLossTask(), "the loss is a float32 scalar"),
                Arguments.of(new NanAtOneHotTask(), "loss and gradient are finite at the edges"),
                Arguments.of(new TargetGradientTask(), "predictions and targets stay unchanged"),
                Arguments.of(new LeakTask(), "a step leaks no arrays"),
                Arguments.of(new OwnDiceOperation(), "the result is repeatable bit for bit"),
                Arguments.of(new WrongShapeBackbone(), "the outputs are as announced"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theContractNamesTheFault(Part part, String promise) {
        assertEquals(Optional.of(promise), firstBroken(part));
    }

    /** Only a running Clade knows the ids in use. */
    @Test
    void theContractFindsNothingWrongWithAnIdThatIsTaken() {
        assertEquals(Optional.empty(), firstBroken(new TakenIdTask()));
    }

    private static Optional<String> firstBroken(Part part) {
        return PartChecks.of(part, Settings.of(part, ""), ENGINE).stream()
                .filter(check -> check.finding().isPresent())
                .map(Check::promise)
                .findFirst();
    }
}
