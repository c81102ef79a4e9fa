/** Tensors in the format safetensors: a header in JSON, then the numbers. */
package org.clade.tensor.safetensors;
