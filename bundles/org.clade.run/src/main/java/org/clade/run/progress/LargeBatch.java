package org.clade.run.progress;

/**
 * A large batch in a run.
 *
 * @param epoch its epoch, from 0
 * @param batch its position in the epoch's phase, from 0
 * @param indices its images
 */
public record LargeBatch(int epoch, int batch, int[] indices) {}
