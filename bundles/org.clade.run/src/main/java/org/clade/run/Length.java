package org.clade.run;

import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;

/**
 * How long a run is.
 *
 * @param roundsPerEpoch large batches in an epoch, over all phases
 * @param rounds after how many large batches it ends
 * @param epochs after how many epochs it ends, rounded up
 * @param seconds after how many seconds of training it ends, if not before; 0 for no limit
 */
record Length(int roundsPerEpoch, int rounds, int epochs, int seconds) {

    /** {@return the length that a recipe asks for over so many images} */
    static Length of(Recipe recipe, int images, int seconds) {
        int perEpoch = recipe.phases().stream()
                .mapToInt(phase -> batches(phase, images))
                .sum();
        long byEpochs = recipe.epochs() == 0 ? Integer.MAX_VALUE : (long) recipe.epochs() * perEpoch;
        long byRounds = recipe.rounds() == 0 ? Integer.MAX_VALUE : recipe.rounds();
        int rounds = (int) Math.min(Integer.MAX_VALUE, Math.min(byEpochs, byRounds));
        return new Length(perEpoch, rounds, (rounds + perEpoch - 1) / perEpoch, seconds);
    }

    /** {@return how many large batches a phase has in an epoch; a set smaller than one is one} */
    static int batches(PhaseRecipe phase, int images) {
        int rest = images % phase.batch();
        boolean keep = phase.rest() == PhaseRecipe.Rest.KEEP && rest > 1;
        return Math.max(1, images / phase.batch() + (keep ? 1 : 0));
    }

    /** {@return how many epochs have begun after so many rounds} */
    int begun(int done) {
        return (done + roundsPerEpoch - 1) / roundsPerEpoch;
    }

    /** {@return whether training ends after so many rounds and seconds; a round that would take too long is not begun} */
    boolean reached(int done, double elapsed) {
        double afterNext = done == 0 ? elapsed : elapsed * (done + 1) / done;
        return done >= rounds || seconds > 0 && afterNext >= seconds;
    }

    /** {@return the share of the work that is done} */
    double share(int done, double elapsed) {
        double byTime = seconds > 0 ? elapsed / seconds : 0;
        return Math.min(1, Math.max((double) done / rounds, byTime));
    }
}
