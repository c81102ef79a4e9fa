/** The VGG-style backbones of GATCluster, ST-DAC and MMDC. */
package org.clade.backbone.vgg;
