package org.clade.shell;

import com.google.gson.Gson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.clade.api.part.RefusedException;
import org.clade.api.run.ForkOrigin;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunProgress;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.api.run.RunState;
import org.clade.api.run.RunSummary;
import org.clade.api.run.TrainedNetwork;
import org.clade.api.run.TrainedRun;
import org.clade.base.json.SummaryReader;

/** Runs with a given end. */
public final class FakeRuns implements RunService {

    /** The requests, the latest last. */
    public final List<RunRequest> requests = new ArrayList<>();

    /** Earlier run folders. */
    public final List<RunReport> past = new ArrayList<>();

    private final List<RunHandle> runs = new ArrayList<>();
    private final Map<String, Object> summary;
    private final boolean endless;

    private FakeRuns(Map<String, Object> summary, boolean endless) {
        this.summary = summary;
        this.endless = endless;
    }

    /** {@return runs that are done at once} */
    public static FakeRuns done(Map<String, Object> summary) {
        return new FakeRuns(summary, false);
    }

    /** {@return runs that continue until they are stopped} */
    public static FakeRuns endless(Map<String, Object> summary) {
        return new FakeRuns(summary, true);
    }

    /**
     * A summary.
     *
     * @param members some members of {@code summary.json}
     * @return the summary, if there are any
     */
    public static Optional<RunSummary> summary(Map<String, Object> members) {
        if (members.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> whole = new HashMap<>(Map.of("status", "finished"));
        whole.putAll(members);
        return Optional.of(SummaryReader.read(new Gson().toJson(whole)));
    }

    @Override
    public RunRequest fork(String variant, Path folder, int epoch) {
        return RunRequest.of(variant, "origin").withSeed(7).withFork(new ForkOrigin(folder.toString(), epoch, "", ""));
    }

    @Override
    public void check(RunRequest request) {
        if (request.precision().equals("fp8")) {
            throw new RefusedException("There is no precision “fp8”.");
        }
    }

    @Override
    public RunHandle resume(Path folder) {
        return start(RunRequest.of("resumed", "fashion-mnist-10k"));
    }

    @Override
    public TrainedNetwork openNetwork(Path folder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TrainedRun open(Path folder) {
        throw new RefusedException("Run %s has no checkpoint.".formatted(folder));
    }

    @Override
    public <T> T exclusively(Path folder, Supplier<T> work) {
        return work.get();
    }

    @Override
    public RunHandle start(RunRequest request) {
        requests.add(request);
        String id = "fashion-mnist-10k/" + request.variant() + "/20260102-030405-s" + request.seed();
        Run run = new Run(id, request.out().resolve(id));
        if (!endless) {
            run.end.countDown();
        }
        runs.add(run);
        return run;
    }

    @Override
    public List<RunHandle> runs() {
        return List.copyOf(runs);
    }

    @Override
    public List<RunReport> list(Path root) {
        return past;
    }

    private final class Run implements RunHandle {

        private final CountDownLatch end = new CountDownLatch(1);
        private final String id;
        private final Path folder;
        private volatile boolean stopped;

        private Run(String id, Path folder) {
            this.id = id;
            this.folder = folder;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Path folder() {
            return folder;
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
                    .withSpeed(640)
                    .withScores(Map.of("acc", 0.5), "");
        }

        @Override
        public void finish() {
            stop();
        }

        @Override
        public void stop() {
            stopped = true;
            end.countDown();
        }

        @Override
        public RunReport await() throws InterruptedException {
            end.await();
            return new RunReport(
                    folder(),
                    state(),
                    stopped ? RunOutcome.STOPPED : RunOutcome.COMPLETED,
                    FakeRuns.summary(summary),
                    "");
        }
    }
}
