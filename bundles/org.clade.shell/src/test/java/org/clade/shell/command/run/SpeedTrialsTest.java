package org.clade.shell.command.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunState;
import org.junit.jupiter.api.Test;

class SpeedTrialsTest {

    private static RunReport report(double train, double loop) {
        return new RunReport(
                Path.of("run"),
                RunState.FINISHED,
                0,
                Map.of("images_per_second", loop, "images_per_second_by_stage", Map.of("train", train)),
                "");
    }

    @Test
    void theMedianOfEachStageCounts() {
        List<RunReport> reports = new ArrayList<>(List.of(report(10, 5), report(1000, 500), report(20, 7)));
        assertEquals(Map.of("train", 20.0, "whole loop", 7.0), SpeedTrials.medians(reports));
        reports.add(report(40, 9));
        assertEquals(Map.of("train", 30.0, "whole loop", 8.0), SpeedTrials.medians(reports));
    }

    @Test
    void sharesAreOfTheLoopWithoutEvaluation() {
        Map<String, Object> summary =
                Map.of("seconds", Map.of("total", 30.0, "targets", 0.0, "train", 6.0, "assign", 2.0, "evaluate", 20.0));
        List<RunReport> reports = List.of(new RunReport(Path.of("run"), RunState.FINISHED, 0, summary, ""));
        assertEquals(Map.of("train", .75, "assign", .25), SpeedTrials.shares(reports));
    }
}
