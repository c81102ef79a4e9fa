package org.clade.run.progress;

/**
 * A large batch in a run.
 *
 * @param epoch its epoch, from 0
 * @param batch its position in the epoch's phase, from 0
 * @param indices its images
 * @param members the same number of images for each of these, adjacent: the image, then its companions
 */
public record LargeBatch(int epoch, int batch, int[] indices, int[] members) {

    /** A large batch without companions. */
    public LargeBatch(int epoch, int batch, int[] indices) {
        this(epoch, batch, indices, indices);
    }

    /**
     * Adds companions.
     *
     * @param companions the same number of images for each image, adjacent
     * @return this batch with them
     */
    public LargeBatch with(int[] companions) {
        int each = companions.length / indices.length;
        int[] all = new int[indices.length + companions.length];
        for (int i = 0; i < indices.length; i++) {
            all[i * (each + 1)] = indices[i];
            System.arraycopy(companions, i * each, all, i * (each + 1) + 1, each);
        }
        return new LargeBatch(epoch, batch, indices, all);
    }

    /** {@return how many members there are for each image, at least 1} */
    public int together() {
        return members.length / indices.length;
    }
}
