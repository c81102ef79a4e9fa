package org.clade.run.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.clade.api.run.RunProgress;
import org.junit.jupiter.api.Test;

/** A clock that a test sets, so that no test waits. */
class ProgressMeterTest {

    /** An epoch has two large batches of 100 predicted images and 10 steps of 30 images; five epochs. */
    private static final WorkPlan PLAN = new WorkPlan(new double[] {1000, 1000}, 200, 2, 10);

    private long now;
    private final ProgressMeter meter = new ProgressMeter(() -> now * 1_000_000_000L);

    private RunProgress at(long seconds, Runnable report) {
        now = seconds;
        report.run();
        return meter.progress();
    }

    @Test
    void thePlanCountsBatchesAndEvaluations() {
        assertEquals(200, PLAN.done(0));
        assertEquals(1200, PLAN.done(1));
        assertEquals(2400, PLAN.done(2));
        assertEquals(10_000 + 6 * 200, PLAN.total());
        assertEquals(1000 + 2 * 200, new WorkPlan(new double[] {1000}, 200, 5, 1).total(), "the last one is not due");
    }

    @Test
    void anEvaluationIsShownByImageWithSpeedAndEnd() {
        meter.plan(PLAN, 0, 0);
        meter.moveTo(0, false);
        at(0, () -> meter.stage("evaluating before training", "images", 200, 1));
        RunProgress half = at(10, () -> meter.looked(100));
        assertEquals(new RunProgress.Count("images", 100, 200), half.count());
        assertEquals(10, half.imagesPerSecond(), 1e-9);
        assertEquals(1110, half.remaining(), 1e-6);
        assertTrue(half.share() > 0, "not 0% any more");
    }

    @Test
    void trainingIsShownByStepFromTheFirstStepsOn() {
        meter.plan(PLAN, 0, 0);
        meter.moveTo(0, true);
        at(0, meter::batch);
        at(0, () -> meter.stage("computing targets", "images", 100, 1));
        at(5, () -> meter.looked(100));
        at(5, () -> meter.steps(0, 0, 0, 10));
        at(50, () -> meter.step(1, 0.7));
        RunProgress second = at(59, () -> meter.step(2, 1.1));
        assertEquals("training", second.stage());
        assertEquals(1, second.epoch());
        assertEquals(new RunProgress.Count("steps", 2, 10), second.count());
        double done = 200 + 100 + 2 * 90;
        assertEquals(done / PLAN.total(), second.share(), 1e-9);
        assertEquals(
                (PLAN.total() - done) / 10, second.remaining(), 1e-6, "the first step warms up and does not count");
        assertEquals(100, meter.batchSeconds(), 1e-6);
    }

    @Test
    void aLimitOfTimeEndsTheRunAndLeavesRoomForItsOwnLargeBatches() {
        meter.plan(PLAN, 250, 0);
        meter.moveTo(0, true);
        meter.batch();
        meter.steps(0, 0, 0, 10);
        at(10, () -> meter.step(1, 3));
        RunProgress second = at(20, () -> meter.step(2, 3));
        assertEquals(100, meter.batchSeconds(), 1e-6);
        assertEquals(230 + 20, second.remaining(), 1e-6, "the limit, and the evaluation that follows");
        assertEquals(2, second.rounds(), "the third would not fit, nor the ten of the recipe");
        assertEquals(1, second.epochs());

        RunProgress over = at(250, () -> {
            meter.over();
            meter.moveTo(2, false);
            meter.stage("evaluating", "images", 200, 1);
        });
        assertEquals(2, over.round());
        assertEquals(2, over.rounds());
        assertTrue(over.share() < 1, "the evaluation is still to come");
    }

    @Test
    void aLimitThatIsNotReachedChangesNothing() {
        meter.plan(PLAN, 100_000, 0);
        meter.moveTo(0, true);
        meter.steps(0, 0, 0, 10);
        at(1, () -> meter.step(1, 3));
        RunProgress second = at(2, () -> meter.step(2, 3));
        assertEquals(10, second.rounds());
        assertTrue(second.remaining() < 200);
    }

    @Test
    void scoresSayWhatTheyWereMadeOf() {
        meter.scores(Map.of("acc", 0.25), "before training");
        assertEquals("before training", meter.progress().basis());
        meter.scores(Map.of("acc", 0.5), "");
        assertEquals("", meter.progress().basis());
        assertEquals(Map.of("acc", 0.5), meter.progress().latest());
    }

    @Test
    void aForecastLeavesOutWhatWarmsUp() {
        WorkForecast forecast = new WorkForecast(100, () -> now * 1_000_000_000L);
        now = 10;
        assertEquals(10, forecast.seconds(20), "so long it has taken already");
        now = 12;
        assertEquals(12 + 6, forecast.seconds(20), 1e-9);
        now = 18;
        assertEquals(0, forecast.seconds(60), "whatever is done is no longer too long");
    }

    @Test
    void samplesAreDueSeldomAndCheap() {
        SampleSchedule samples = new SampleSchedule(() -> now * 1_000_000_000L);
        now = 19;
        assertEquals(false, samples.due());
        now = 20;
        assertEquals(true, samples.due());
        samples.sample(() -> now = 23);
        now = 23 + 149;
        assertEquals(false, samples.due(), "three seconds are a fiftieth of 150");
        now = 23 + 150;
        assertEquals(true, samples.due());
        samples.evaluated(0.1);
        assertEquals(false, samples.due(), "all images were just scored");
    }
}
