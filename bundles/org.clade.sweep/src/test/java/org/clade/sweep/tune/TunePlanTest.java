package org.clade.sweep.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.clade.api.part.RefusedException;
import org.clade.api.sweep.TuneRange;
import org.clade.api.sweep.TuneRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TunePlanTest {

    private static TunePlan plan(int trials, String... over) {
        return TunePlan.of(new TuneRequest(
                Path.of("t"),
                "v",
                "d",
                List.of(),
                Arrays.stream(over).map(TuneRange::parse).toList(),
                trials,
                List.of(1L, 2L),
                27,
                1,
                1,
                1));
    }

    @Test
    void aRangeOverDecadesIsSearchedOnALogScale() {
        List<Double> rates = plan(64, "optimizer.lr=1e-4..1e-2").candidates().stream()
                .map(candidate -> Double.parseDouble(candidate.get("optimizer.lr")))
                .toList();
        assertEquals(64, rates.size());
        assertEquals(32, rates.stream().filter(rate -> rate < 1e-3).count(), 1);
        assertTrue(rates.stream().allMatch(rate -> rate >= 1e-4 && rate <= 1e-2), rates::toString);
    }

    @Test
    void wholeNumbersAndListsStaySo() {
        TunePlan plan = plan(30, "batch=2..5", "attention=conv,gaussian(width=2, convolution=on)");
        assertEquals(8, plan.candidates().size(), "all combinations, each once");
        assertTrue(plan.candidates().stream().allMatch(one -> one.get("batch").matches("[2-5]")));
        assertTrue(
                plan.candidates().stream().anyMatch(one -> one.get("attention").contains("width=2")));
    }

    @Test
    void roundsTrainLongerWithFewer() {
        assertEquals(List.of(27), TunePlan.rounds(3, 27));
        assertEquals(List.of(9, 27), TunePlan.rounds(9, 27));
        assertEquals(List.of(3, 9, 27), TunePlan.rounds(27, 27));
        assertEquals(List.of(1, 1, 1), TunePlan.rounds(27, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lr", "lr=", "=1..2", "lr=2..1", "lr=1..1", "lr=a..b", "lr=5", "lr=1,,2"})
    void whatIsNoRangeIsRefused(String text) {
        RefusedException refused = assertThrows(RefusedException.class, () -> TuneRange.parse(text));
        assertTrue(refused.getMessage().contains("--over"), refused.getMessage());
    }

    @Test
    void aRangeOfASmallFactorIsLinear() {
        assertFalse(TuneRange.parse("optimizer.lr=0.01..0.05").log());
        assertEquals("0.03", TuneRange.parse("optimizer.lr=0.01..0.05").at(0.5));
        assertEquals("1000", TuneRange.parse("batch=100..10000").at(0.5));
    }

    @Test
    void aSearchNeedsTwoCandidates() {
        assertThrows(RefusedException.class, () -> plan(1, "lr=1..2"));
    }
}
