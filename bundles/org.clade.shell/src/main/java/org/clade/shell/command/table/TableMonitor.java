package org.clade.shell.command.table;

import java.util.concurrent.Callable;
import org.clade.api.run.Job;
import org.clade.api.run.JobReport;
import org.clade.api.table.TableWatch;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import org.clade.shell.progress.ProgressMode;
import org.clade.shell.progress.RunMonitor;

/**
 * Shows the work on a table on standard error: two lines for each trial, and the progress of its run.
 *
 * @param context has the console
 * @param mode how to show progress
 */
record TableMonitor(Context context, ProgressMode mode) implements TableWatch {

    @Override
    public void begins(int number, int of, String trial) {
        say("%s of %s: %s".formatted(number, of, trial));
    }

    @Override
    public <R extends JobReport> R await(Job<R> job) throws InterruptedException {
        return new RunMonitor(context, mode, "Stopping after this step; the same command goes on later.").await(job);
    }

    @Override
    public <T> T await(Callable<T> work) throws Exception {
        return Interruption.leavable(work);
    }

    @Override
    public void ends(String sentence) {
        say("  " + sentence);
    }

    private void say(String sentence) {
        if (mode != ProgressMode.NONE) {
            context.console().err().println(sentence);
            context.console().err().flush();
        }
    }
}
