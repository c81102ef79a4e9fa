/** Arrays in NumPy's formats {@code .npy} and {@code .npz}. */
package org.clade.tensor.numpy;
