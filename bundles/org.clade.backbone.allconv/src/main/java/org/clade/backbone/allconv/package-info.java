/** The All-ConvNet-style backbones of DAC. */
package org.clade.backbone.allconv;
