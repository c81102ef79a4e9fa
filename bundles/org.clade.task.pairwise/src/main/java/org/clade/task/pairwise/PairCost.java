package org.clade.task.pairwise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.clade.api.part.Settings;
import org.clade.array.BinaryCrossEntropy;

/** The cost of a pair of images by their similarity and their relation. */
@FunctionalInterface
interface PairCost {

    /** The limit of logarithms without clipping, as in {@link BinaryCrossEntropy}. */
    float LEAST_LOGARITHM = -100;

    /**
     * The costs, element by element.
     *
     * @param similarity float32; gradient flows into it
     * @param relation 0 to 1, same shape; constants
     * @return same shape and type
     */
    NDArray costs(NDArray similarity, NDArray relation);

    /** {@return the cost for the task's options} */
    static PairCost of(Settings settings) {
        double clip = settings.get(PairwiseTask.CLIP);
        float most = 1 - (float) clip;
        return switch (settings.get(PairwiseTask.LOSS)) {
            case MSE -> (similarity, relation) -> similarity.sub(relation).square();
            case SWAPPED -> swapped(
                    clip, settings.get(PairwiseTask.PRECISION) == PairwiseTask.Rounding.FLOAT64 ? 1 - clip : most);
            case BCE -> (similarity, relation) -> BinaryCrossEntropy.of(similarity.clip((float) clip, most), relation);
        };
    }

    /** The cross-entropy of the relation, with the similarity as its target: linear in the similarity. */
    private static PairCost swapped(double least, double most) {
        return (similarity, relation) -> {
            NDArray held = relation.toType(DataType.FLOAT64, true).clip(least, most);
            NDArray together = held.log().maximum(LEAST_LOGARITHM);
            NDArray apart = held.neg().add(1).log().maximum(LEAST_LOGARITHM);
            NDArray slope = apart.sub(together).toType(DataType.FLOAT32, false);
            return slope.mul(similarity).sub(apart.toType(DataType.FLOAT32, false));
        };
    }
}
