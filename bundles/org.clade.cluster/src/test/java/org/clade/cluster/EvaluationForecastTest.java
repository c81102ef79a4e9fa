package org.clade.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.clade.api.run.RunProgress;
import org.junit.jupiter.api.Test;

class EvaluationForecastTest {

    private final EvaluationForecast forecast = new EvaluationForecast();

    @Test
    void theLatestEvaluationDecides() {
        assertTrue(forecast.seconds().isEmpty());
        see("evaluating before training", 5_000, 500);
        assertEquals(200, forecast.seconds().orElseThrow());
        see("training", 3, 80);
        assertEquals(200, forecast.seconds().orElseThrow());
        see("evaluating", 100_000, 1_000);
        assertEquals(100, forecast.seconds().orElseThrow());
    }

    @Test
    void theStartOfAnEvaluationSaysNothing() {
        see("evaluating", 0, 0);
        see("evaluating", 1_000, 20);
        assertTrue(forecast.seconds().isEmpty(), "the first batch warms up");
    }

    private void see(String stage, long done, double speed) {
        forecast.see(RunProgress.of(stage)
                .withCount(new RunProgress.Count("images", done, 100_000))
                .withSpeed(speed));
    }
}
