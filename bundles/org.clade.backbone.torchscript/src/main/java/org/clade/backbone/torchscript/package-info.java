/** Networks in TorchScript. */
package org.clade.backbone.torchscript;
