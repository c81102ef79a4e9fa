/** The work of a cluster: items, who computes them, and what came of them, all as JSON and as pieces of files. */
package org.clade.hazelcast.work;
