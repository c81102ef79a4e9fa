/** Networks in ONNX's format. */
package org.clade.backbone.onnx;
