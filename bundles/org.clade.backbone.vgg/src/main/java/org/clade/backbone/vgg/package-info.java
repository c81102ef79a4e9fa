/** The VGG-style backbone of GATCluster. */
package org.clade.backbone.vgg;
