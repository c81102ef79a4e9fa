package org.clade.deploy.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.clade.api.deploy.CheckResult;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.Part;
import org.clade.api.part.PartSpec;
import org.clade.api.part.Settings;
import org.clade.api.run.TrainingPause;
import org.clade.api.signal.Signal;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.task.LossTask;
import org.clade.deploy.inspect.CheckTimeoutException;
import org.clade.deploy.inspect.MissingClass;
import org.clade.deploy.inspect.PartRef;
import org.clade.deploy.inspect.TimeLimitedThread;
import org.clade.testkit.check.Check;
import org.clade.testkit.check.PartChecks;
import org.clade.testkit.check.Samples;

/**
 * Checks the promises of a part's contract while nothing trains. A violation counts only if it occurs twice, because
 * another command may have created arrays meanwhile.
 */
public final class ContractVerifier {

    private final TrainingPause pause;
    private final TensorEngine engine;
    private final Duration limit;

    /**
     * A trial.
     *
     * @param pause waits for a pause of training
     * @param engine computes
     * @param limit the time limit for one promise
     */
    public ContractVerifier(TrainingPause pause, TensorEngine engine, Duration limit) {
        this.pause = pause;
        this.engine = engine;
        this.limit = limit;
    }

    /**
     * Checks every promise until one takes too long.
     *
     * @param offer the part's name
     * @param part the part
     * @return the results
     * @throws InterruptedException if the wait is interrupted
     */
    public List<CheckResult> of(PartRef offer, Part part) throws InterruptedException {
        engine.info(); // this time does not count against the part
        try {
            return pause.during(() -> tried(offer, part));
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<CheckResult> tried(PartRef offer, Part part) throws InterruptedException {
        List<CheckResult> promises = new ArrayList<>();
        RevocableEngine revocable = new RevocableEngine(engine);
        try (TimeLimitedThread thread = new TimeLimitedThread("clade-check " + offer)) {
            List<Check> checks = thread.call(limit, () -> checks(offer, part, revocable.engine()));
            for (Check check : checks) {
                try {
                    promises.add(tried(thread, check));
                } catch (CheckTimeoutException e) {
                    promises.add(overdue(check.promise(), e)); // the thread is lost, so the other checks do not run
                    break;
                }
            }
        } catch (CheckTimeoutException e) {
            promises.add(overdue("it declares its options", e));
        } catch (ExecutionException e) {
            promises.add(new CheckResult("it declares its options", threw(e), 0));
        } finally {
            revocable.revoke();
        }
        return List.copyOf(promises);
    }

    private static List<Check> checks(PartRef offer, Part part, TensorEngine engine) {
        Settings settings = Settings.of(part, new PartSpec(offer.id(), Map.of()));
        return Samples.standard().signals().containsAll(reads(part, settings))
                ? PartChecks.of(part, settings, engine)
                : PartChecks.ofOptions(part); // the testkit has no samples of its own signals
    }

    private static Set<Signal> reads(Part part, Settings settings) {
        Set<Signal> reads = new HashSet<>();
        if (part instanceof LossTask task) {
            reads.addAll(task.reads(settings));
            reads.addAll(task.alsoReads(settings));
        }
        if (part instanceof PseudoTargetStrategy strategy) {
            reads.addAll(strategy.reads(settings));
        }
        return reads;
    }

    private CheckResult tried(TimeLimitedThread thread, Check check)
            throws CheckTimeoutException, InterruptedException {
        long start = System.nanoTime();
        String finding = finding(thread, check);
        if (!finding.isEmpty()) {
            finding = finding(thread, check);
        }
        return new CheckResult(check.promise(), finding, (System.nanoTime() - start) / 1e9);
    }

    private String finding(TimeLimitedThread thread, Check check) throws CheckTimeoutException, InterruptedException {
        try {
            return thread.call(limit, check::finding)
                    .map(found -> MissingClass.sentence("It", found).orElse(found))
                    .orElse("");
        } catch (ExecutionException e) {
            return threw(e);
        }
    }

    private CheckResult overdue(String promise, CheckTimeoutException e) {
        return new CheckResult(promise, "It %s.".formatted(e.getMessage()), limit.toSeconds());
    }

    private static String threw(ExecutionException e) {
        return MissingClass.sentence("It", e.getCause()).orElseGet(() -> "It threw %s.".formatted(e.getCause()));
    }
}
