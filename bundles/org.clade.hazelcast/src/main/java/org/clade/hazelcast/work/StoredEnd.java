package org.clade.hazelcast.work;

import org.clade.api.members.WorkEnd;

/**
 * The end of an item in the cluster.
 *
 * @param end how it ended
 * @param folder the key of what it left; empty if it left nothing
 */
record StoredEnd(WorkEnd end, String folder) {}
