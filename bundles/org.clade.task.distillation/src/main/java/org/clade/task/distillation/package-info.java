/** Learning from what the network itself said of the clean image. */
package org.clade.task.distillation;
