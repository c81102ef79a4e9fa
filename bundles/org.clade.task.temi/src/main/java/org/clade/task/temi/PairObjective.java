package org.clade.task.temi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;

/**
 * TEMI's loss for each head, computed from logarithms.
 *
 * @param beta the exponent of the product of probabilities
 * @param clipped whether the pointwise mutual information is at least 0
 */
record PairObjective(float beta, boolean clipped) {

    private static final int VIEWS = 1;
    private static final int CLUSTERS = 2;

    /**
     * The loss of each head.
     *
     * @param students M×V×H×K log-probabilities, with gradients
     * @param teachers M×V×H×K log-probabilities
     * @param logClasses H×K logarithms of the probabilities of the clusters
     * @param weights M×H weights of the pairs
     * @return H means over the images and over all ordered pairs of views
     */
    NDArray lossByHead(NDArray students, NDArray teachers, NDArray logClasses, NDArray weights) {
        NDList student = views(students);
        NDList teacher = views(teachers);
        NDArray sum = null;
        for (int from = 0; from < teacher.size(); from++) {
            for (int to = 0; to < student.size(); to++) {
                if (from != to) {
                    NDArray information = logSum(
                            student.get(to).add(teacher.get(from)).mul(beta).sub(logClasses));
                    NDArray bounded = clipped ? information.maximum(0f) : information;
                    NDArray loss = bounded.mul(weights).mean(new int[] {0}).neg();
                    sum = sum == null ? loss : sum.add(loss);
                }
            }
        }
        return sum.div((float) teacher.size() * (teacher.size() - 1));
    }

    /**
     * How certain the teachers are that the views of an image belong together.
     *
     * @param teachers M×V×H×K log-probabilities
     * @return M×H means, over all pairs of views, of the sum of the products of probabilities
     */
    static NDArray weightByHead(NDArray teachers) {
        NDList views = views(teachers);
        NDArray sum = null;
        int pairs = 0;
        for (int one = 0; one < views.size(); one++) {
            for (int other = 0; other < one; other++) {
                NDArray together = views.get(one).add(views.get(other)).exp().sum(new int[] {CLUSTERS});
                sum = sum == null ? together : sum.add(together);
                pairs++;
            }
        }
        return sum.div((float) pairs);
    }

    private static NDList views(NDArray all) {
        NDList views = new NDList();
        all.split(all.getShape().get(VIEWS), VIEWS).forEach(view -> views.add(view.squeeze(VIEWS)));
        return views;
    }

    private static NDArray logSum(NDArray logs) {
        NDArray top = logs.max(new int[] {CLUSTERS}, true).stopGradient();
        return logs.sub(top)
                .exp()
                .sum(new int[] {CLUSTERS})
                .log()
                .add(top.squeeze(CLUSTERS))
                .toType(DataType.FLOAT32, false);
    }
}
