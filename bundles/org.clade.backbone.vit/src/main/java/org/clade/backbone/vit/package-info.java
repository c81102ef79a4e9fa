/** Vision transformers with weights from a file. */
package org.clade.backbone.vit;
