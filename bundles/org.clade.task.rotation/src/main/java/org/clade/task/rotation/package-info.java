/** MMDC's loss on quarter turns. */
package org.clade.task.rotation;
