/** The training loop: phases, large batches, steps, views drawn ahead, checkpoints. */
package org.clade.run.training;
