/** Networks as TorchScript. */
package org.clade.export.torchscript;
