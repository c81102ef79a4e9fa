/** Members of a cluster: how a process becomes one, and how it is refused. */
package org.clade.hazelcast;
