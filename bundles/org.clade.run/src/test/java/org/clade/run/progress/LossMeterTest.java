package org.clade.run.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LossMeterTest {

    private final LossMeter losses = new LossMeter();

    @Test
    void aTaskIsAveragedOverTheStepsItWasPartOf() {
        losses.add(Map.of("rotation", 1.0), 1);
        losses.add(Map.of("alignment", 4.0), 4);
        losses.add(Map.of("alignment", 2.0), 2);

        Map<String, Double> means = losses.means();
        assertEquals(1.0, means.get("loss_rotation"));
        assertEquals(3.0, means.get("loss_alignment"));
        assertEquals(7.0 / 3, means.get("loss"), 1e-12);
    }

    @Test
    void sumsThatAreWrittenDownGoOn() {
        losses.add(Map.of("alignment", 4.0), 4);
        LossMeter later = new LossMeter();
        later.restore(losses.state());
        losses.clear();
        later.add(Map.of("alignment", 2.0), 2);

        assertEquals(3.0, later.means().get("loss_alignment"));
        assertEquals(Map.of(), losses.means());
    }
}
