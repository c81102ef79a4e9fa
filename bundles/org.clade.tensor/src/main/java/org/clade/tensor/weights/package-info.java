/** First weights of a network from a file of tensors. */
package org.clade.tensor.weights;
