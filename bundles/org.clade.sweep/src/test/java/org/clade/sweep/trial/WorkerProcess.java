package org.clade.sweep.trial;

import java.io.IOException;
import java.nio.file.Path;
import org.clade.api.sweep.SweepListener;
import org.clade.api.sweep.SweepReport;
import org.clade.api.sweep.TrialReport;
import org.clade.sweep.state.SweepFolder;

/** A worker in a process of its own, to be killed. */
public final class WorkerProcess {

    private WorkerProcess() {}

    /** A listener that says nothing. */
    static final class Quiet implements SweepListener {

        @Override
        public void started(TrialReport trial) {
            // A test looks at the files.
        }

        @Override
        public void ended(TrialReport trial, SweepReport report) {
            // A test looks at the files.
        }
    }

    /** {@return a process that works on a sweep} */
    static Process start(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
    }

    /** Works on the sweep that the argument names. */
    public static void main(String[] arguments) {
        new TrialWorker(SweepFolder.of(Path.of(arguments[0])), new ScriptLauncher(0.15), 2, 64, false)
                .work(new Quiet());
    }
}
