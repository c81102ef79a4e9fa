/** The spatial transformer layer of ST-DAC. */
package org.clade.attention.spatial;
