package org.clade.hazelcast.work;

/**
 * Who computes an item. It expires unless it is renewed.
 *
 * @param member the id of the member, which no other has and which stays when it rejoins
 * @param address where the member listens
 * @param host the name of its machine
 * @param threads threads of the item
 */
record WorkClaim(String member, String address, String host, int threads) {}
