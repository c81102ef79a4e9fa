package org.clade.shell;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.Job;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunProgress;
import org.clade.api.run.RunState;

/**
 * Work with a trained network, with a given end.
 *
 * @param <S> its result
 */
public final class FakeJob<S> implements Job<InferenceReport<S>> {

    private final CountDownLatch end;
    private final Optional<S> result;
    private volatile boolean stopped;

    private FakeJob(int open, Optional<S> result) {
        this.end = new CountDownLatch(open);
        this.result = result;
    }

    /** {@return work that is done at once} */
    public static <S> FakeJob<S> done(S result) {
        return new FakeJob<>(0, Optional.of(result));
    }

    /** {@return work that continues until it is stopped} */
    public static <S> FakeJob<S> endless() {
        return new FakeJob<>(1, Optional.empty());
    }

    @Override
    public String id() {
        return "job";
    }

    @Override
    public Path folder() {
        return Path.of("runs/job");
    }

    @Override
    public RunState state() {
        if (end.getCount() > 0) {
            return RunState.RUNNING;
        }
        return stopped ? RunState.STOPPED : RunState.FINISHED;
    }

    @Override
    public RunProgress progress() {
        return RunProgress.of("training")
                .withEpoch(2, 4)
                .withRound(7, 20)
                .withTime(0.35, 12, 22)
                .withSpeed(640);
    }

    @Override
    public void stop() {
        stopped = true;
        end.countDown();
    }

    @Override
    public InferenceReport<S> await() throws InterruptedException {
        end.await();
        return new InferenceReport<>(
                folder(), state(), stopped ? RunOutcome.STOPPED : RunOutcome.COMPLETED, result, "");
    }
}
