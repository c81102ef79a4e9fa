/** Learning from the network's own output for the clean image. */
package org.clade.task.distillation;
