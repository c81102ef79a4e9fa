package org.clade.sweep.trial;

import org.clade.api.part.RefusedException;

/** Shares the processors of this machine out to trials. */
public final class TrialThreads {

    private TrialThreads() {}

    /**
     * The threads of each trial.
     *
     * @param threads what was asked for; 0 for the processors divided by {@code jobs}
     * @param jobs trials at once on this machine; 0 if other machines work
     * @return the threads
     * @throws RefusedException if they are more than the processors, or not known because other machines work
     */
    public static int of(int threads, int jobs) {
        if (jobs == 0) {
            if (threads == 0) {
                throw new RefusedException(
                        "Machines of a scheduler are not known here; say with --threads how many threads a trial has.");
            }
            return threads;
        }
        int processors = Runtime.getRuntime().availableProcessors();
        int most = Integer.getInteger("clade.threads", processors);
        int share = threads == 0 ? Math.max(1, Math.min(most, processors / Math.max(1, jobs))) : threads;
        require(jobs, share, processors);
        return share;
    }

    /**
     * Refuses more threads than processors.
     *
     * @param jobs trials at once
     * @param threads threads of each
     * @param processors processors of this machine
     * @throws RefusedException if they do not suffice
     */
    public static void require(int jobs, int threads, int processors) {
        if (jobs < 1 || (long) jobs * threads > processors) {
            throw new RefusedException(
                    "%s at once with %s each do not fit on %s processors, on which they would run many times slower; give smaller --jobs or --threads."
                            .formatted(counted(jobs, "trial"), counted(threads, "thread"), processors));
        }
    }

    private static String counted(int number, String word) {
        return "%s %s%s".formatted(number, word, number == 1 ? "" : "s");
    }
}
