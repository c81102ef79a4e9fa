/** The small-image residual network of MMDC. */
package org.clade.backbone.resnet;
