/** Scores of clusterings: with labels ACC, NMI and ARI, without them what tells a collapse. */
package org.clade.metric;
