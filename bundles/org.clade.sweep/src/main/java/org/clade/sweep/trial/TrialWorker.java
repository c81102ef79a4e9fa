package org.clade.sweep.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.clade.api.sweep.SweepListener;
import org.clade.api.sweep.SweepReport;
import org.clade.api.sweep.SweepWorker;
import org.clade.sweep.state.Holder;
import org.clade.sweep.state.Lease;
import org.clade.sweep.state.SweepFolder;
import org.clade.sweep.state.Trial;
import org.clade.sweep.state.TrialEnd;
import org.clade.sweep.state.TrialState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on a sweep. All that others must know is in files, so it can end at any moment: a trial whose process ended is published from its
 * run folder by the worker that takes it over, and one that was in the middle goes on from its checkpoint.
 */
public final class TrialWorker implements SweepWorker {

    private static final Logger LOG = LoggerFactory.getLogger("sweep");
    private static final long PERIOD_MILLIS = 1000;
    private static final long BEAT_NANOS = 5_000_000_000L;

    private final SweepFolder folder;
    private final TrialLauncher launcher;
    private final Holder holder;
    private final IntSupplier jobs;
    private final int processors;
    private final boolean leave;

    /** A training of this worker has ended, or a stop was asked for, so that the worker need not sleep. */
    private final Semaphore news = new Semaphore(0);

    private final Map<String, RunningTrial> own = new LinkedHashMap<>();
    private final Set<String> told = new HashSet<>();
    private volatile boolean stopping;
    private long beaten = System.nanoTime();

    /**
     * A worker.
     *
     * @param folder the sweep
     * @param launcher starts trainings
     * @param jobs trials at once
     * @param processors processors of this machine
     * @param leave whether it ends when no trial waits, instead of waiting for the trials of other workers
     */
    public TrialWorker(SweepFolder folder, TrialLauncher launcher, int jobs, int processors, boolean leave) {
        this(folder, launcher, () -> jobs, processors, leave);
    }

    /**
     * A worker that does more or fewer trials at once as time goes on.
     *
     * @param folder the sweep
     * @param launcher starts trainings
     * @param jobs trials at once, asked again before each
     * @param processors processors for all of them
     * @param leave whether it ends when no trial waits, instead of waiting for the trials of other workers
     */
    public TrialWorker(SweepFolder folder, TrialLauncher launcher, IntSupplier jobs, int processors, boolean leave) {
        this.folder = folder;
        this.launcher = launcher;
        this.holder = Holder.own(folder.manifest().threads());
        this.jobs = jobs;
        this.processors = processors;
        this.leave = leave;
    }

    @Override
    public void stop() {
        stopping = true;
        news.release();
    }

    @Override
    public SweepReport work(SweepListener listener) {
        folder.states().stream()
                .filter(TrialState::ended)
                .forEach(state -> told.add(state.trial().id()));
        boolean interrupted = false;
        try {
            while (!stopping) {
                own.values().stream().filter(trial -> !trial.runs()).toList().forEach(this::settle);
                List<TrialState> states = folder.states();
                tell(states, listener);
                launcher.look(states, listener);
                boolean begin =
                        !folder.manifest().stopOnError() || states.stream().noneMatch(TrialState::failed);
                if (states.stream().allMatch(TrialState::ended) || !begin && own.isEmpty()) {
                    break;
                }
                dropSuperseded();
                if (begin) {
                    claim(states, listener);
                }
                if (leave && own.isEmpty() && states.stream().noneMatch(TrialState::claimable)) {
                    break;
                }
                beat();
                if (news.tryAcquire(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            giveBack();
        }
        if (interrupted) {
            Thread.currentThread()
                    .interrupt(); // after the trainings have ended, whose end it would not await otherwise
        }
        return SweepReports.of(folder, folder.states());
    }

    private void tell(List<TrialState> states, SweepListener listener) {
        states.stream()
                .filter(TrialState::ended)
                .filter(state -> told.add(state.trial().id()))
                .forEach(state -> listener.ended(SweepReports.of(folder, state), SweepReports.of(folder, states)));
    }

    /** Publishes what came of a process that has ended. */
    private void settle(RunningTrial running) {
        if (running.refusedToResume()) {
            LOG.info(
                    "{} cannot go on from its checkpoint and begins again",
                    running.trial().id());
            start(running, Optional.empty());
            return;
        }
        own.remove(running.trial().id());
        if (running.stopped()) {
            running.lease().release();
            return;
        }
        TrialEnd end = running.end(folder.path());
        if (end.run().isEmpty()) {
            folder.fail(end);
        } else {
            folder.finish(end);
        }
        running.lease().close();
    }

    private void dropSuperseded() {
        for (RunningTrial running : List.copyOf(own.values())) {
            if (folder.superseded(running.trial().id(), running.number())) {
                LOG.warn(
                        "Another worker has taken trial {} over",
                        running.trial().id());
                running.ask();
                running.await();
                running.lease().close();
                own.remove(running.trial().id());
            }
        }
    }

    private void claim(List<TrialState> states, SweepListener listener) {
        int others = states.stream()
                .flatMap(state -> state.active().stream())
                .filter(active ->
                        active.host().equals(holder.host()) && !active.worker().equals(holder.worker()))
                .mapToInt(Holder::threads)
                .sum();
        for (TrialState state : states) {
            if (own.size() >= jobs.getAsInt() || !fits(others)) {
                return;
            }
            if (state.claimable() && !own.containsKey(state.trial().id())) {
                folder.claim(state, holder).ifPresent(lease -> begin(state, lease, listener));
            }
        }
    }

    /** {@return whether one more trial leaves a processor for every thread; the first one on a machine always fits} */
    private boolean fits(int others) {
        int busy = others + own.size() * holder.threads();
        return busy == 0 || busy + holder.threads() <= processors;
    }

    private void begin(TrialState state, Lease lease, SweepListener listener) {
        Trial trial = state.trial();
        int number = state.attempts() + 1;
        RunningTrial running = new RunningTrial(trial, number, lease, folder.attempt(trial.id(), number));
        Optional<Path> finished = earlier(trial, number).values().stream()
                .filter(RunFolders::finished)
                .findFirst();
        if (finished.isPresent()) {
            String run = folder.path().relativize(finished.get()).toString().replace('\\', '/');
            folder.finish(new TrialEnd(trial.id(), number, holder.worker(), run, 0, 0, ""));
            lease.close();
            return;
        }
        own.put(trial.id(), running);
        start(running, resumable(trial, number));
        listener.started(SweepReports.of(
                folder, new TrialState(trial, number, Optional.empty(), state.failures(), Optional.of(holder), false)));
    }

    /** {@return the runs of earlier attempts, the latest first} */
    private Map<Integer, Path> earlier(Trial trial, int number) {
        Map<Integer, Path> runs = new LinkedHashMap<>();
        for (int attempt = number - 1; attempt > 0; attempt--) {
            int each = attempt;
            RunFolders.of(folder.attempt(trial.id(), attempt)).ifPresent(run -> runs.put(each, run));
        }
        return runs;
    }

    /** {@return a run to go on with; a copy, if another machine that was silent may still write it} */
    private Optional<Path> resumable(Trial trial, int number) {
        if (!launcher.resumes()) {
            return Optional.empty();
        }
        for (Map.Entry<Integer, Path> run : earlier(trial, number).entrySet()) {
            if (RunFolders.resumable(run.getValue())) {
                return folder.abandoned(trial.id(), run.getKey())
                        ? Optional.of(run.getValue())
                        : RunFolders.copied(
                                run.getValue(),
                                folder.attempt(trial.id(), number).resolve("copy"));
            }
        }
        return Optional.empty();
    }

    private void start(RunningTrial running, Optional<Path> from) {
        Trial trial = running.trial();
        Path attempt = folder.attempt(trial.id(), running.number());
        try {
            Process process = from.isPresent()
                    ? launcher.resume(from.get(), attempt, holder.threads())
                    : launcher.run(
                            trial.in(folder.path()), folder.path().resolve(trial.recipe()), attempt, holder.threads());
            running.begin(process, from);
            process.onExit().thenRun(news::release);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void beat() {
        if (System.nanoTime() - beaten > BEAT_NANOS) {
            beaten = System.nanoTime();
            own.values().forEach(running -> running.lease().beat());
        }
    }

    private void giveBack() {
        own.values().forEach(RunningTrial::ask);
        own.values().forEach(running -> {
            running.await();
            running.lease().release();
        });
        own.clear();
    }
}
