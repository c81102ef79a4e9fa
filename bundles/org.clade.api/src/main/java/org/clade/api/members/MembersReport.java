package org.clade.api.members;

import java.util.List;

/**
 * A cluster at one moment.
 *
 * @param cluster its name
 * @param members its members
 * @param jobs what was handed in, such as sweeps
 */
public record MembersReport(String cluster, List<MemberReport> members, List<JobReport> jobs) {

    /** Copies the lists. */
    public MembersReport {
        members = List.copyOf(members);
        jobs = List.copyOf(jobs);
    }

    /**
     * A member.
     *
     * @param address where it listens
     * @param host the name of its machine
     * @param processors how many processors it may use
     * @param work the titles of the items that it computes
     */
    public record MemberReport(String address, String host, int processors, List<String> work) {

        /** Copies the list. */
        public MemberReport {
            work = List.copyOf(work);
        }
    }

    /**
     * Work that belongs together.
     *
     * @param title what it is, in words
     * @param waiting items that no member computes
     * @param running items that a member computes
     * @param done items with a result
     * @param failed items that failed
     */
    public record JobReport(String title, int waiting, int running, int done, int failed) {}
}
