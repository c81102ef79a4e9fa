/** What a person makes of the clusters that a network found: names, merges, splits and drops. */
package org.clade.cluster.edit;
