package org.clade.sweep.state;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that holds a lease.
 *
 * @param worker its name
 * @param host the name of its machine
 * @param pid its process id
 * @param started when the process began, in milliseconds since 1970, which tells it from a later process of this id; 0 if unknown
 * @param threads threads of the trial
 */
public record Holder(String worker, String host, long pid, long started, int threads) {

    /** {@return this process} */
    public static Holder own(int threads) {
        ProcessHandle process = ProcessHandle.current();
        String host = hostName();
        return new Holder(
                host + "-" + process.pid() + "-" + Long.toString(begun(process), Character.MAX_RADIX),
                host,
                process.pid(),
                begun(process),
                threads);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** {@return when a process began; 0 if unknown} */
    static long begun(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** {@return whether its process runs on a machine; empty if that is another machine, so that this one cannot tell} */
    Optional<Boolean> alive(String machine) {
        return host.equals(machine) ? Optional.of(runs(pid, started)) : Optional.empty();
    }

    /** {@return whether a process of this machine runs} */
    static boolean runs(long pid, long started) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> started == 0 || begun(process) == 0 || begun(process) == started)
                .isPresent();
    }
}
