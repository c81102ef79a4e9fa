/** Networks as ONNX. */
package org.clade.export.onnx;
