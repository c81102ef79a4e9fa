/** TEMI: heads with a momentum teacher, neighbors, and pointwise mutual information. */
package org.clade.task.temi;
