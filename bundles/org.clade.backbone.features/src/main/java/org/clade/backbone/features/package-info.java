/** The backbone for vectors. */
package org.clade.backbone.features;
