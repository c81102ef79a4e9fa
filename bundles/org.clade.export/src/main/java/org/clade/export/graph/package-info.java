/** A network as a list of operators in memory, and the shapes of their results. */
package org.clade.export.graph;
