/** The Gaussian attention module of GATCluster. */
package org.clade.attention.gaussian;
