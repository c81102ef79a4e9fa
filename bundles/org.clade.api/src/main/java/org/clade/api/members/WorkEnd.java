package org.clade.api.members;

/**
 * How a work item ended.
 *
 * @param member the address of the member that computed it
 * @param host the name of its machine
 * @param code the exit code of its process
 * @param failure what went wrong, in one sentence; empty if nothing did
 * @param seconds how long it took
 */
public record WorkEnd(String member, String host, int code, String failure, double seconds) {}
