package org.clade.run.training;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.api.variant.Bound;
import org.clade.api.variant.Phase;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.Variant;
import org.clade.run.inference.Inference;
import org.clade.run.inference.RunParts;
import org.clade.run.inference.RunScope;
import org.clade.run.inference.Sessions;
import org.clade.run.progress.BatchIndex;
import org.clade.run.progress.LargeBatch;
import org.clade.run.progress.Stage;
import org.clade.run.progress.Steps;
import org.clade.run.progress.TrainingBudget;
import org.clade.run.progress.TrainingState;
import org.clade.run.support.RandomStreams;
import org.clade.run.support.RunStoppedException;

/**
 * Epochs of phases of large batches. What a phase does is the variant's matter; it is asked for anew for each large batch, so
 * the parts may be others from one to the next.
 *
 * <p>All that changes while it runs is the {@link TrainingState}, the strategies' sessions and the large batch in training. A
 * stop between two steps leaves them whole: a loop that takes them up again goes on as if nothing had happened.
 */
public final class TrainingLoop implements AutoCloseable {

    /** Told how the loop goes. */
    public interface Observer {

        /**
         * A large batch is done.
         *
         * @param slot its place
         * @param position how far the run is
         */
        void round(BatchIndex slot, TrainingState position);

        /**
         * The network begins to look at clean images.
         *
         * @param stage what for
         * @param images how many
         * @param planned whether the plan of the run counts them
         * @return told how many more it has looked at
         */
        IntConsumer looking(String stage, int images, boolean planned);

        /**
         * The steps of a large batch begin.
         *
         * @param slot its place
         * @param position how far the run is
         * @param done steps done
         * @param total steps in all
         */
        void steps(BatchIndex slot, TrainingState position, int done, int total);

        /**
         * A step is done.
         *
         * @param loop the loop, between two steps
         * @param done steps of the large batch that are done
         */
        void step(TrainingLoop loop, int done);

        /**
         * It is time to evaluate.
         *
         * @param position how far the run is
         * @param sessions the strategies at work, by phase
         * @param over whether training ended, so that this evaluation may not be left out
         * @return whether it was made
         */
        boolean evaluate(TrainingState position, Map<String, TargetSession> sessions, boolean over);

        /**
         * Everything due after a large batch was done; a good moment for a checkpoint, and for other parts. It may bring the
         * loop back.
         *
         * @param loop the loop, between two large batches
         * @param epochEnd whether an epoch ended
         * @param over whether training ended
         */
        void boundary(TrainingLoop loop, boolean epochEnd, boolean over);

        /**
         * Something failed; the loop may be brought back to where it can go on.
         *
         * @param loop the loop, between two steps
         * @param failure what failed
         * @return whether it shall go on
         */
        boolean rescued(TrainingLoop loop, Throwable failure);
    }

    /** The limit of time is reached between two steps or sub-batches. */
    private static final class TimeUpException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TimeUpException() {
            super(null, null, false, false);
        }
    }

    private final RunParts parts;
    private final Recipe recipe;
    private final RunScope run;
    private final ViewPrefetcher views;
    private final PhaseTrainer trainer;
    private final Inference inference;
    private final TrainingBudget length;
    private final Observer observer;
    private final Map<String, TargetSession> sessions;
    private TrainingState position = new TrainingState();
    private DoubleSupplier elapsed = () -> 0;
    private ActiveBatch open;
    private long evaluatedSteps = -1;
    private String orderName = "";
    private int[] order = {};

    /**
     * A loop at its beginning.
     *
     * @param parts what it works with
     * @param run the run
     * @param inference looks at clean images
     * @param length when to end
     * @param observer told how it goes
     * @param second draws views ahead, if there is one
     */
    public TrainingLoop(
            RunParts parts,
            RunScope run,
            Inference inference,
            TrainingBudget length,
            Observer observer,
            Optional<PrefetchThread> second) {
        this.parts = parts;
        this.recipe = parts.variant().recipe();
        this.run = run;
        RunScope timed = run.checking(this::checkTime);
        this.views = new ViewPrefetcher(timed, second);
        this.inference = new Inference(timed, inference.mode(), inference.subbatch());
        this.trainer = new PhaseTrainer(timed, this.inference, views);
        this.length = length;
        this.observer = observer;
        this.sessions = Sessions.open(parts.variant(), run);
    }

    /** {@return how far it is} */
    public TrainingState position() {
        return position;
    }

    /** {@return the strategies at work, by phase} */
    public Map<String, TargetSession> sessions() {
        return sessions;
    }

    /** {@return the large batch in training, if the loop was stopped in the middle of one} */
    Optional<ActiveBatch> open() {
        return Optional.ofNullable(open);
    }

    /**
     * Goes to where another loop was stopped; the sessions are restored by the caller.
     *
     * @param other how far it was
     */
    void moveTo(TrainingState other) {
        position = other;
    }

    /**
     * Takes up a large batch in the middle; call after {@link #moveTo}.
     *
     * @param targets its targets, held by {@code manager}
     * @param steps steps that are done
     * @param manager closed with the batch
     */
    void takeUp(Targets targets, int steps, NDManager manager) {
        open = new ActiveBatch(round(slot()), targets, steps, manager);
    }

    /** {@return the phase of the large batch that comes next or is in training} */
    Phase phase() {
        return parts.phases().get(slot().phase());
    }

    /**
     * Gives the large batch in training up, if there is one, and takes other strategies.
     *
     * @param others strategies by phase; the ones of these phases until now are closed
     */
    public void work(Map<String, TargetSession> others) {
        giveUp();
        others.forEach((phase, session) -> {
            TargetSession before = sessions.put(phase, session);
            if (before != null) {
                before.close();
            }
        });
    }

    /**
     * Has strategies that came in the middle of an epoch look at all images, where they would have before it.
     *
     * @param names their phases
     */
    public void surveyNow(Set<String> names) {
        BatchIndex slot = slot();
        if (!slot.first()) {
            parts.phases().stream()
                    .filter(phase -> names.contains(phase.recipe().name()))
                    .forEach(phase -> survey(phase, slot.epoch()));
        }
    }

    private void giveUp() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    /** Trains to the end. */
    public void run() {
        double before = position.seconds;
        long start = System.nanoTime();
        elapsed = () -> before + (System.nanoTime() - start) / 1e9;
        boolean over = false;
        while (!over) {
            try {
                over = cycle();
            } catch (RunStoppedException e) {
                throw e;
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) { // parts are strangers
                if (!observer.rescued(this, e)) {
                    throw e;
                }
            } finally {
                position.seconds = elapsed.getAsDouble();
            }
        }
    }

    /** One large batch and what is due before it; says whether training ended. */
    private boolean cycle() {
        if (open == null) {
            boolean over = length.reached(position.rounds, position.seconds);
            boolean epochEnd = settle(over);
            position.seconds = elapsed.getAsDouble();
            observer.boundary(this, epochEnd, over);
            if (over && length.reached(position.rounds, position.seconds)) {
                return true;
            }
        }
        try {
            if (open == null) {
                survey();
            }
            train();
            return false;
        } catch (TimeUpException e) {
            return endInBatch();
        }
    }

    private void checkTime() {
        if (length.timeUp(elapsed.getAsDouble())) {
            throw new TimeUpException();
        }
    }

    /** Ends training within a large batch; says whether it is over, as parts on trial may be taken back. */
    private boolean endInBatch() {
        if (position.steps != evaluatedSteps) {
            evaluate(true);
        }
        position.seconds = elapsed.getAsDouble();
        observer.boundary(this, false, true);
        return length.timeUp(position.seconds);
    }

    private boolean evaluate(boolean over) {
        boolean made = observer.evaluate(position, sessions, over);
        if (made) {
            position.evaluated = position.rounds;
            evaluatedSteps = position.steps;
        }
        return made;
    }

    /** Does what is due between two large batches; says whether an epoch ended. */
    private boolean settle(boolean over) {
        boolean epochEnd = position.rounds > 0 && position.rounds % length.roundsPerEpoch() == 0;
        boolean due = recipe.evaluate() == 0 ? epochEnd : position.rounds % recipe.evaluate() == 0;
        if (position.evaluated < position.rounds && (due || over || position.rounds == 0)) {
            evaluate(over);
        }
        int done = position.rounds / length.roundsPerEpoch();
        if (epochEnd && position.epochsEnded < done) {
            sessions.values().forEach(session -> session.epochEnded(done - 1));
            position.epochsEnded = done;
        }
        return epochEnd;
    }

    private void survey() {
        BatchIndex slot = slot();
        if (!slot.first() || position.epochsSurveyed > slot.epoch()) {
            return;
        }
        parts.phases().forEach(phase -> survey(phase, slot.epoch()));
        position.epochsSurveyed = slot.epoch() + 1;
    }

    private void survey(Phase phase, int epoch) {
        TargetSession session = sessions.get(phase.recipe().name());
        if (session != null && session.needsFullPass(epoch)) {
            survey(parts.variant(), phase, session, epoch);
        }
    }

    private void survey(Variant variant, Phase phase, TargetSession session, int epoch) {
        Bound<PseudoTargetStrategy> strategy = phase.targets().orElseThrow();
        Set<Signal> wanted = strategy.part().reads(strategy.settings());
        int[] all = RandomStreams.range(run.images().size());
        try (NDManager scope = run.host().newSubManager()) {
            Predictions seen = run.clock()
                    .time(
                            Stage.TARGETS,
                            all.length,
                            () -> inference.all(
                                    variant.clean(),
                                    wanted,
                                    all,
                                    scope,
                                    observer.looking("looking at all images", all.length, false)));
            run.clock().time(Stage.ASSIGN, all.length, () -> run.engine().noGrad(() -> {
                session.observeAll(new TargetContext(
                        epoch,
                        all,
                        seen,
                        run.random().survey(epoch, phase.recipe().name()),
                        scope));
                return null;
            }));
        }
    }

    private void train() {
        BatchIndex slot = slot();
        Variant variant = parts.variant();
        Phase phase = parts.phases().get(slot.phase());
        if (open == null) {
            LargeBatch round = round(slot);
            open = trainer.open(
                    phase,
                    variant.clean(),
                    Optional.ofNullable(sessions.get(phase.recipe().name())),
                    round,
                    phase.targets().isPresent()
                            ? observer.looking("computing targets", round.indices().length, true)
                            : count -> {});
        }
        int before = open.steps();
        int total = new Steps(phase.recipe(), open.round().indices().length).total();
        observer.steps(slot, position, before, total);
        try {
            trainer.train(
                    phase,
                    open,
                    rateFactor(variant, slot.epoch()),
                    this::upcoming,
                    () -> observer.step(this, open.steps()));
        } catch (TimeUpException e) {
            if (open.steps() < total) {
                throw e;
            }
        } finally {
            position.steps += open.steps() - before;
        }
        open.close();
        open = null;
        position.rounds++;
        position.seconds = elapsed.getAsDouble();
        observer.round(slot, position);
    }

    private double rateFactor(Variant variant, int epoch) {
        return variant.rate()
                .part()
                .factor(epoch, recipe.epochs(), variant.rate().settings());
    }

    /** The large batch after the one in training, unless it is the last. */
    private Optional<PhaseTrainer.Upcoming> upcoming() {
        int next = position.rounds + 1;
        if (length.reached(next, elapsed.getAsDouble())) {
            return Optional.empty();
        }
        BatchIndex slot = slot(next);
        return Optional.of(new PhaseTrainer.Upcoming(parts.phases().get(slot.phase()), round(slot)));
    }

    private BatchIndex slot() {
        return slot(position.rounds);
    }

    private BatchIndex slot(int round) {
        return BatchIndex.of(round, recipe.phases(), run.images().size());
    }

    private LargeBatch round(BatchIndex slot) {
        PhaseRecipe phase = recipe.phases().get(slot.phase());
        int from = slot.batch() * phase.batch();
        int to = Math.min(run.images().size(), from + phase.batch());
        return new LargeBatch(slot.epoch(), slot.batch(), Arrays.copyOfRange(order(slot, phase), from, to));
    }

    /** The order of the images in an epoch's phase; drawn once, as it has as many numbers as there are images. */
    private int[] order(BatchIndex slot, PhaseRecipe phase) {
        String wanted = slot.epoch() + " " + phase.name();
        if (!wanted.equals(orderName)) {
            int n = run.images().size();
            order = phase.order() == PhaseRecipe.Order.SEQUENTIAL
                    ? RandomStreams.range(n)
                    : run.random().order(slot.epoch(), phase.name(), n);
            orderName = wanted;
        }
        return order;
    }

    /** Frees the strategies' state. */
    @Override
    public void close() {
        views.close();
        giveUp();
        sessions.values().forEach(TargetSession::close);
    }
}
