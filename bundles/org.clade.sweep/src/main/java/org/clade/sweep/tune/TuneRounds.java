package org.clade.sweep.tune;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.clade.api.part.RefusedException;
import org.clade.api.sweep.SweepReport;
import org.clade.api.sweep.SweepRequest;
import org.clade.api.sweep.SweepService;
import org.clade.api.sweep.SweepWorker;
import org.clade.api.sweep.TrialReport;
import org.clade.api.sweep.TrialRequest;
import org.clade.api.sweep.TuneListener;
import org.clade.api.sweep.TuneReport;
import org.clade.api.sweep.TuneWorker;
import org.clade.api.sweep.TunedCandidate;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.base.file.AtomicFile;
import org.clade.sweep.state.SweepFolder;

/**
 * The rounds of a search. Each is a sweep in a folder of its own, {@code round-<n>}, so what was trained outlives an interrupt; a round
 * that was scored has its {@code ranking.json}. A third of the candidates goes on and trains again, three times as long.
 */
final class TuneRounds implements TuneWorker {

    private static final String SPENT = "spent.json";
    private static final String RECIPE = "best.json";

    /** The share of a round's time for training; the rest is for scoring. */
    private static final double TRAINING = 0.85;

    private static final int LEAST_PAIRS = 3;

    private final Path folder;
    private final TunePlan plan;
    private final SweepService sweeps;
    private final VariantService variants;
    private final CandidateScores scores;
    private final long begun = System.nanoTime();
    private final double before;
    private volatile boolean stopping;
    private volatile SweepWorker active;

    TuneRounds(Path folder, TunePlan plan, SweepService sweeps, VariantService variants, CandidateScores scores) {
        this.folder = folder;
        this.plan = plan;
        this.sweeps = sweeps;
        this.variants = variants;
        this.scores = scores;
        this.before = spent(folder);
    }

    private static double spent(Path folder) {
        try {
            JsonObject spent = JsonParser.parseString(Files.readString(folder.resolve(SPENT)))
                    .getAsJsonObject();
            return spent.get("seconds").getAsDouble();
        } catch (IOException | JsonParseException | IllegalStateException e) {
            return 0; // nothing was trained yet
        }
    }

    private double seconds() {
        return before + (System.nanoTime() - begun) / 1e9;
    }

    private void countTime() {
        JsonObject spent = new JsonObject();
        spent.addProperty("seconds", seconds());
        AtomicFile.write(folder.resolve(SPENT), spent + "\n");
    }

    private Path round(int number) {
        return folder.resolve("round-" + number);
    }

    @Override
    public void stop() {
        stopping = true;
        SweepWorker worker = active;
        if (worker != null) {
            worker.stop();
        }
    }

    @Override
    public TuneReport work(TuneListener listener) {
        List<RoundResult> results = new ArrayList<>();
        List<Integer> candidates =
                IntStream.range(0, plan.candidates().size()).boxed().toList();
        for (int number = 1; number <= plan.rounds().size(); number++) {
            Optional<RoundResult> result = RoundResult.read(round(number));
            if (result.isEmpty()) {
                result = train(number, candidates, listener);
                countTime();
            }
            if (stopping) {
                return report(results, false);
            }
            if (result.isEmpty()) {
                break; // the time is over
            }
            results.add(result.get());
            candidates = result.get().kept();
            listener.scored(result.get().rows().size(), candidates.size());
        }
        if (results.isEmpty()) {
            throw new RefusedException(
                    "No candidate finished with all its seeds within %s minutes; allow more with --minutes, or take fewer images, --max-batches or seeds."
                            .formatted(plan.minutes()));
        }
        return report(results, true);
    }

    /** {@return the result of a round; empty if no candidate finished or the search was stopped} */
    private Optional<RoundResult> train(int number, List<Integer> candidates, TuneListener listener) {
        int batches = plan.rounds().get(number - 1);
        if (!SweepFolder.isSweep(round(number))) {
            sweeps.create(request(number, candidates, batches));
        }
        double left = plan.minutes() * 60 - seconds();
        int rounds = plan.rounds().size() - number + 1;
        long millis = (long) (1000 * Math.max(0, left / rounds * TRAINING));
        listener.round(
                number,
                plan.rounds().size(),
                candidates.size(),
                batches,
                Instant.now().plus(Duration.ofMillis(millis)));
        SweepWorker worker = sweeps.worker(round(number), plan.jobs());
        active = worker;
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "clade-tune-clock");
            thread.setDaemon(true);
            return thread;
        });
        SweepReport report;
        try {
            clock.schedule(worker::stop, millis, TimeUnit.MILLISECONDS);
            if (stopping) {
                worker.stop();
            }
            report = worker.work(listener);
        } finally {
            clock.shutdownNow();
            active = null;
        }
        if (stopping || Thread.currentThread().isInterrupted()) {
            return Optional.empty();
        }
        Map<Integer, List<Path>> finished = finished(report, candidates);
        if (finished.isEmpty()) {
            return Optional.empty();
        }
        RoundResult result = scores.of(finished);
        result.write(round(number));
        return Optional.of(result);
    }

    private SweepRequest request(int number, List<Integer> candidates, int batches) {
        List<String> options = new ArrayList<>(plan.options());
        options.addAll(List.of("--max-batches", String.valueOf(batches)));
        List<TrialRequest> trials = new ArrayList<>();
        // Candidate by candidate, so that those that finished in time can be compared.
        for (int candidate : candidates) {
            for (long seed : plan.seeds()) {
                trials.add(
                        new TrialRequest(plan.variant(), plan.candidates().get(candidate), plan.data(), seed, options));
            }
        }
        return new SweepRequest(round(number), trials, plan.threads(), plan.jobs(), List.of(), 1, false);
    }

    /** {@return the runs of each candidate that finished with all seeds} */
    private Map<Integer, List<Path>> finished(SweepReport report, List<Integer> candidates) {
        int seeds = plan.seeds().size();
        Map<Integer, List<Path>> finished = new LinkedHashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            List<Path> runs = report.trials().subList(i * seeds, (i + 1) * seeds).stream()
                    .filter(trial -> trial.state() == TrialReport.State.FINISHED)
                    .flatMap(trial -> trial.run().stream())
                    .toList();
            if (runs.size() == seeds) {
                finished.put(candidates.get(i), runs);
            }
        }
        return finished;
    }

    private TuneReport report(List<RoundResult> results, boolean ended) {
        Map<Integer, TunedCandidate> latest = new LinkedHashMap<>();
        for (int round = results.size(); round > 0; round--) {
            int number = round;
            results.get(round - 1).rows().forEach(row -> latest.putIfAbsent(row.candidate(), candidate(row, number)));
        }
        List<TunedCandidate> candidates = List.copyOf(latest.values());
        return new TuneReport(
                folder,
                ended,
                candidates,
                plan.candidates().size() - candidates.size(),
                ended ? Optional.of(recipe(candidates.get(0))) : Optional.empty(),
                results.isEmpty() ? OptionalDouble.empty() : correlation(results.get(0)));
    }

    private TunedCandidate candidate(RoundResult.Row row, int round) {
        return new TunedCandidate(
                row.candidate() + 1,
                plan.candidates().get(row.candidate()),
                round,
                plan.rounds().get(round - 1),
                CandidateScores.optional(row.stability()),
                CandidateScores.optional(row.silhouette()),
                CandidateScores.optional(row.effective()),
                row.score(),
                CandidateScores.optional(row.accuracy()));
    }

    private Path recipe(TunedCandidate best) {
        Path file = folder.resolve(RECIPE);
        try (VariantLease use = variants.use(plan.variant(), best.changes())) {
            variants.write(use.variant().recipe(), file);
        }
        return file;
    }

    private static OptionalDouble correlation(RoundResult first) {
        List<RoundResult.Row> labeled =
                first.rows().stream().filter(row -> row.accuracy() != null).toList();
        if (labeled.size() < LEAST_PAIRS) {
            return OptionalDouble.empty();
        }
        double correlation = new SpearmansCorrelation()
                .correlation(
                        labeled.stream().mapToDouble(RoundResult.Row::score).toArray(),
                        labeled.stream().mapToDouble(RoundResult.Row::accuracy).toArray());
        return Double.isFinite(correlation) ? OptionalDouble.of(correlation) : OptionalDouble.empty();
    }
}
