package org.clade.cluster.neighbors;

/**
 * Two images that are nearly the same.
 *
 * @param first the number of one image
 * @param second the number of the other, greater than {@code first}
 * @param cosine cosine similarity of their embeddings, -1 to 1
 * @param pixels correlation of their pixels, -1 to 1
 */
public record DuplicatePair(int first, int second, double cosine, double pixels) {}
