/** Attention by a convolution and a sigmoid. */
package org.clade.attention.conv;
