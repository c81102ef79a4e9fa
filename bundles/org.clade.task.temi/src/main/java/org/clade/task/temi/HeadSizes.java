package org.clade.task.temi;

/**
 * The sizes of TEMI's heads.
 *
 * @param heads H, the number of heads
 * @param hidden the width after the first layer
 * @param bottleneck the width after the second layer
 * @param clusters K
 */
record HeadSizes(int heads, int hidden, int bottleneck, int clusters) {}
