/** TorchScript archives, which libtorch and PyTorch load: a zip of source text, a pickled module and the numbers of its tensors. */
package org.clade.tensor.torchscript;
