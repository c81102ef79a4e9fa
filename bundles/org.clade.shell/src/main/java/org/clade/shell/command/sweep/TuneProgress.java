package org.clade.shell.command.sweep;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.clade.api.sweep.SweepReport;
import org.clade.api.sweep.TrialReport;
import org.clade.api.sweep.TuneListener;
import org.clade.base.text.Counted;
import org.clade.shell.context.Context;

/** A line for each round, and for each training that begins or ends, on the error stream. */
final class TuneProgress implements TuneListener {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Context context;
    private final SweepProgress trials;
    private final Clock clock;

    TuneProgress(Context context, int jobs, Clock clock) {
        this.context = context;
        this.trials = new SweepProgress(() -> jobs, clock, this::say);
        this.clock = clock;
    }

    @Override
    public void round(int round, int rounds, int candidates, int batches, Instant until) {
        say("Round %s of %s: %s, %s each, until %s at the latest"
                .formatted(
                        round,
                        rounds,
                        Counted.of(candidates, "candidate"),
                        Counted.of(batches, "large batch", "large batches"),
                        TIME.format(LocalDateTime.ofInstant(until, clock.getZone()))));
    }

    @Override
    public void scored(int finished, int kept) {
        say("%s finished the round, the best %s kept"
                .formatted(Counted.of(finished, "candidate"), kept == 1 ? "is" : kept + " are"));
    }

    @Override
    public void started(TrialReport trial) {
        trials.started(trial);
    }

    @Override
    public void ended(TrialReport trial, SweepReport report) {
        trials.ended(trial, report);
    }

    private void say(String line) {
        context.console().err().println(line);
        context.console().err().flush();
    }
}
