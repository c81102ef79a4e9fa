package org.clade.api.members;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told what happens in a cluster, as one member sees it. */
@ConsumerType
public interface MemberListener {

    /**
     * Called when another member has joined.
     *
     * @param address where it listens
     * @param members how many there are now
     */
    void joined(String address, int members);

    /**
     * Called when another member has left or cannot be reached any more.
     *
     * @param address where it listened
     * @param members how many there are now
     */
    void left(String address, int members);

    /**
     * Called when this member has begun a work item.
     *
     * @param title what it is, in words
     * @param attempt how often a member has begun it, from 1
     */
    void began(String title, int attempt);

    /**
     * Called when a work item of this member has ended.
     *
     * @param title what it is, in words
     * @param end how it ended, in words
     */
    void ended(String title, String end);
}
