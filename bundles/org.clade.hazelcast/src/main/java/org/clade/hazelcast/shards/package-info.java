/** Predictions and features in shards, computed by members and merged here. */
package org.clade.hazelcast.shards;
