package org.clade.run.progress;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.clade.api.variant.Phase;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;

/**
 * The length of a run.
 *
 * @param roundsPerEpoch large batches in an epoch, over all phases
 * @param rounds the maximum number of large batches
 * @param epochs the maximum number of epochs, rounded up
 * @param seconds the maximum training time in seconds; 0 for no limit
 * @param finish whether training is to end now; once true, always true
 */
public record TrainingBudget(int roundsPerEpoch, int rounds, int epochs, int seconds, BooleanSupplier finish) {

    private static final BooleanSupplier NEVER = () -> false;

    /**
     * A length that only the limits decide.
     *
     * @param roundsPerEpoch large batches in an epoch, over all phases
     * @param rounds the maximum number of large batches
     * @param epochs the maximum number of epochs, rounded up
     * @param seconds the maximum training time in seconds; 0 for no limit
     */
    public TrainingBudget(int roundsPerEpoch, int rounds, int epochs, int seconds) {
        this(roundsPerEpoch, rounds, epochs, seconds, NEVER);
    }

    /** {@return the length that a recipe sets for a number of images} */
    public static TrainingBudget of(Recipe recipe, int images, int seconds) {
        int perEpoch = recipe.training().phases().stream()
                .mapToInt(phase -> batches(phase, images))
                .sum();
        long byEpochs = recipe.training().epochs() == 0
                ? Integer.MAX_VALUE
                : (long) recipe.training().epochs() * perEpoch;
        long byRounds = recipe.training().maxBatches() == 0
                ? Integer.MAX_VALUE
                : recipe.training().maxBatches();
        int rounds = (int) Math.min(Integer.MAX_VALUE, Math.min(byEpochs, byRounds));
        return new TrainingBudget(perEpoch, rounds, (rounds + perEpoch - 1) / perEpoch, seconds);
    }

    /** {@return the same length, unless training is to end earlier} */
    public TrainingBudget until(BooleanSupplier wanted) {
        return new TrainingBudget(roundsPerEpoch, rounds, epochs, seconds, wanted);
    }

    /** {@return the number of large batches per epoch in a phase; at least one} */
    static int batches(PhaseRecipe phase, int images) {
        int rest = images % phase.batch();
        boolean keep = !phase.dropLast() && rest > 1;
        return Math.max(1, images / phase.batch() + (keep ? 1 : 0));
    }

    /** {@return the number of started epochs after a number of rounds} */
    public int begun(int done) {
        return (done + roundsPerEpoch - 1) / roundsPerEpoch;
    }

    /** {@return whether training ends after these rounds and seconds; a round that would take too long does not start} */
    public boolean reached(int done, double elapsed) {
        double afterNext = done == 0 ? elapsed : elapsed * (done + 1) / done;
        return done >= rounds || seconds > 0 && afterNext >= seconds || finish.getAsBoolean();
    }

    /** {@return whether the time limit is reached, or the end is wanted} */
    public boolean timeUp(double elapsed) {
        return seconds > 0 && elapsed >= seconds || finish.getAsBoolean();
    }

    /**
     * The work of the whole run, in units of progress.
     *
     * @param phases the phases of an epoch
     * @param images the number of images
     * @param evaluateEvery large batches between two evaluations; 0 for an epoch
     * @return the plan
     */
    public WorkPlan plan(List<Phase> phases, int images, int evaluateEvery) {
        List<PhaseRecipe> recipes = phases.stream().map(Phase::recipe).toList();
        double[] units = IntStream.range(0, roundsPerEpoch)
                .mapToObj(round -> BatchIndex.of(round, recipes, images))
                .mapToDouble(slot -> units(phases.get(slot.phase()), slot.batch(), images))
                .toArray();
        return new WorkPlan(units, images, evaluateEvery == 0 ? roundsPerEpoch : evaluateEvery, rounds);
    }

    private static double units(Phase phase, int batch, int images) {
        PhaseRecipe recipe = phase.recipe();
        int from = batch * recipe.batch();
        int size = Math.min(images, from + recipe.batch()) - from;
        int updates = new Steps(recipe, size).total() * Math.min(recipe.minibatch(), size);
        boolean looks = phase.targets()
                .map(targets -> !targets.part().reads(targets.settings()).isEmpty())
                .orElse(false);
        int together = 1
                + phase.targets()
                        .map(targets -> targets.part().companions(targets.settings()))
                        .orElse(0);
        return together
                * ((looks ? size : 0)
                        + WorkPlan.TRAINING * updates * phase.augment().copies());
    }
}
