package org.clade.tensorboard;

/**
 * Which evaluations of a run are kept: all of the first ones, then fewer and fewer, so that twice as many evaluations add the same number.
 *
 * @param each how many are kept while the number of evaluations doubles; a power of two
 */
record ThinnedSchedule(int each) {

    /** {@return whether evaluation {@code number}, from 0, is kept} */
    boolean due(int number) {
        int stride = Math.max(1, Integer.highestOneBit(number) / each);
        return number % stride == 0;
    }
}
