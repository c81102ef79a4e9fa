/** Scores of clusterings: ACC, NMI and ARI with labels, and signs of a collapse without. */
package org.clade.metric;
