package org.clade.run.prediction;

import java.util.List;
import org.clade.run.inference.Decision;

/**
 * Some images with their clusters.
 *
 * @param decisions what the network says of each
 * @param edited the cluster of each after the edits of a person; the network's if there are none
 */
public record AssignedImages(List<Decision> decisions, int[] edited) {}
