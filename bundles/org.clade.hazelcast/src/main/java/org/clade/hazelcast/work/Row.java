package org.clade.hazelcast.work;

/**
 * A row that an item has written, on its way to who handed the item in.
 *
 * @param item the id of the item
 * @param member the address of the member that computes it
 * @param row a line of JSON
 */
record Row(String item, String member, String row) {}
