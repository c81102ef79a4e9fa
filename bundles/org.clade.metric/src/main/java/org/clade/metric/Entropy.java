package org.clade.metric;

/** Shannon's entropy of shares, in nats; 0 · ln 0 counts as 0. */
final class Entropy {

    private Entropy() {}

    static double ofSizes(int[] sizes, int total) {
        double entropy = 0;
        for (int size : sizes) {
            if (size > 0) {
                double share = (double) size / total;
                entropy -= share * Math.log(share);
            }
        }
        // One group alone gives -0.0.
        return Math.max(0.0, entropy);
    }
}
