package org.clade.api.table;

import java.util.concurrent.Callable;
import org.clade.api.run.Job;
import org.clade.api.run.JobReport;
import org.osgi.annotation.versioning.ConsumerType;

/** Watches the work on a table, on the thread that asked for it. */
@ConsumerType
public interface TableWatch {

    /**
     * A trial begins.
     *
     * @param number which one, from 1
     * @param of how many trials are missing
     * @param trial row, column, seed and recipe in words
     */
    void begins(int number, int of, String trial);

    /**
     * Waits for a job of the trial.
     *
     * @param <R> what it reports
     * @param job the job
     * @return its report
     * @throws InterruptedException if the wait is interrupted
     */
    <R extends JobReport> R await(Job<R> job) throws InterruptedException;

    /**
     * Waits for work that cannot be stopped.
     *
     * @param <T> its result
     * @param work the work
     * @return its result
     * @throws InterruptedException if the wait is interrupted
     * @throws Exception what the work throws
     */
    <T> T await(Callable<T> work) throws Exception;

    /**
     * The trial ended.
     *
     * @param sentence its scores, or what went wrong
     */
    void ends(String sentence);
}
