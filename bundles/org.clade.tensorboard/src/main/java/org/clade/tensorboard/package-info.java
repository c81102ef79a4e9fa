/** Event files and projector files of runs, for TensorBoard. */
package org.clade.tensorboard;
