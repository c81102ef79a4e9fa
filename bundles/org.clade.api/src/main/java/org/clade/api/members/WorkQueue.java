package org.clade.api.members;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Work for the members of a cluster. An item may be computed twice, after the network was parted; its result counts once.
 *
 * <p>Methods that ask the cluster throw {@link MembersLostException} if it cannot be reached for long.
 */
@ProviderType
public interface WorkQueue extends AutoCloseable {

    /**
     * How many items can be computed at once.
     *
     * @param threads threads of each
     * @return how many, by all members together
     */
    int slots(int threads);

    /** {@return how many members there are} */
    int members();

    /**
     * Copies a folder into the cluster.
     *
     * @param job the job that it belongs to
     * @param folder the folder
     * @param files which of its files, by their paths relative to it
     * @return its name for {@link WorkItem#archives}, the same for the same content
     */
    String store(String job, Path folder, Predicate<Path> files);

    /**
     * Hands in an item, unless it is there.
     *
     * @param item the item
     */
    void submit(WorkItem item);

    /**
     * Looks whether an item has ended. An item that went lost with several members at once is handed in again.
     *
     * @param item an item that was handed in
     * @return its end; empty as long as it waits or is computed
     */
    Optional<WorkEnd> end(WorkItem item);

    /** {@return the address of the member that computes an item} */
    Optional<String> worker(WorkItem item);

    /**
     * Takes the result of an item that has ended, and forgets the item.
     *
     * @param item the item
     * @param folder the folder to make, with what the item left
     * @return whether it is there; if not, parts of it went lost, and the item waits again
     */
    boolean take(WorkItem item, Path folder);

    /**
     * Withdraws an item: the member that computes it stops.
     *
     * @param item the item
     */
    void withdraw(WorkItem item);

    /**
     * Says what a job is and how far, for others who look at the cluster.
     *
     * @param job the job
     * @param report how far it is
     */
    void tell(String job, MembersReport.JobReport report);

    /**
     * Removes what the cluster holds of a job: its items, its archives, what it told.
     *
     * @param job the job
     */
    void forget(String job);

    /**
     * Receives the rows of items while they are computed.
     *
     * @param rows is called with an item's id and a line of JSON, on a thread of the connection
     */
    void rows(BiConsumer<String, String> rows);

    /**
     * Receives members that join and leave.
     *
     * @param listener is told on a thread of the connection
     */
    void listen(MemberListener listener);

    /** Closes the connection; the cluster goes on with the items. */
    @Override
    void close();
}
