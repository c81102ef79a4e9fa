/** Learning from relations between images. */
package org.clade.task.pairwise;
