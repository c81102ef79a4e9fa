/** MMDC's loss: the distance to the assigned vector. */
package org.clade.task.alignment;
