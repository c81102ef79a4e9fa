package org.clade.shell.progress;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.clade.api.run.Job;
import org.clade.api.run.JobReport;
import org.clade.api.run.RunProgress;
import org.clade.shell.context.Context;

/** Waits for a run's end while showing its progress; the first interruption stops the run, the second the wait. */
public final class RunMonitor {

    private static final long PERIOD_MILLIS = 250;

    private final Context context;
    private final ProgressDisplay display;
    private final String farewell;
    private boolean stopping;
    private final LiveProgress live = new LiveProgress(System::nanoTime);

    /**
     * Creates a monitor.
     *
     * @param context has the console for progress
     * @param mode how to show progress
     */
    public RunMonitor(Context context, ProgressMode mode) {
        this(context, mode, "Stopping after this step; its results are kept.");
    }

    /**
     * Creates a monitor.
     *
     * @param context has the console for progress
     * @param mode how to show progress
     * @param farewell the message at an interruption
     */
    public RunMonitor(Context context, ProgressMode mode, String farewell) {
        this.context = context;
        this.display = mode.display(context.console());
        this.farewell = farewell;
    }

    /**
     * Waits.
     *
     * @param <R> what it reports
     * @param run the run, or other work on a run
     * @return its report
     * @throws InterruptedException if the wait is interrupted a second time; the run continues to its next safe point
     */
    public <R extends JobReport> R await(Job<R> run) throws InterruptedException {
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "clade-progress");
            thread.setDaemon(true);
            return thread;
        });
        context.interruption().gently(() -> stop(run));
        ticker.scheduleAtFixedRate(() -> draw(run.progress()), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        try {
            return patiently(run);
        } finally {
            context.interruption().anyhow();
            ticker.shutdown();
            ticker.awaitTermination(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
            synchronized (display) {
                display.clear();
            }
        }
    }

    /**
     * A run's progress in the form for JSON.
     *
     * @param progress its progress
     * @return the fields in order
     */
    public static Map<String, Object> fields(RunProgress progress) {
        return JsonDisplay.fields(progress);
    }

    private <R extends JobReport> R patiently(Job<R> run) throws InterruptedException {
        try {
            return run.await();
        } catch (InterruptedException first) {
            quiet();
            run.stop();
            return run.await();
        }
    }

    private void stop(Job<?> run) {
        quiet();
        context.console().err().println(farewell);
        run.stop();
    }

    /** Stops drawing progress. */
    private void quiet() {
        synchronized (display) {
            display.clear();
            stopping = true;
        }
    }

    private void draw(RunProgress progress) {
        synchronized (display) {
            if (!stopping) {
                display.show(live.now(progress));
            }
        }
    }
}
