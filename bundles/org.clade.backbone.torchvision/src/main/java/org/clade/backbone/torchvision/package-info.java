/** Residual networks with weights of torchvision. */
package org.clade.backbone.torchvision;
