package org.clade.base.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Starts further processes of the product. They end with this one. */
public final class ProductProcess {

    /** What a process prints, in its folder. */
    public static final String OUTPUT = "output.txt";

    private static final int LONGEST = 400;
    private static final int DONE = 0;
    private static final int COLLAPSED = 5;
    private static final Set<Integer> STOPPED = Set.of(130, 143);
    private static final long STOP_SECONDS = 20;

    private ProductProcess() {}

    /**
     * Starts one.
     *
     * @param home the folder of the product
     * @param arguments a command and its arguments
     * @param folder where its output is appended to {@value #OUTPUT}; it is made if necessary
     * @param threads threads that it computes with
     * @return the process
     * @throws IOException if it cannot be started
     */
    public static Process start(Path home, List<String> arguments, Path folder, int threads) throws IOException {
        return start(home, arguments, folder, threads, Map.of());
    }

    /**
     * Starts one.
     *
     * @param home the folder of the product
     * @param arguments a command and its arguments
     * @param folder where its output is appended to {@value #OUTPUT}; it is made if necessary
     * @param threads threads that it computes with
     * @param variables further variables of its environment
     * @return the process
     * @throws IOException if it cannot be started
     */
    public static Process start(
            Path home, List<String> arguments, Path folder, int threads, Map<String, String> variables)
            throws IOException {
        Files.createDirectories(folder);
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> command = new ArrayList<>(
                List.of(home.resolve(windows ? "bin/clade.bat" : "bin/clade").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve(OUTPUT).toFile()));
        builder.environment()
                .merge(
                        "CLADE_OPTS",
                        "-Dclade.threads=%s -Dclade.parent=%s"
                                .formatted(threads, ProcessHandle.current().pid()),
                        (given, added) -> given + " " + added);
        builder.environment().put("NO_COLOR", "1");
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /**
     * Tells results from failures.
     *
     * @param code an exit code
     * @return whether there is a result: the command is done, or a training ended because its clusters had collapsed
     */
    public static boolean succeeded(int code) {
        return code == DONE || code == COLLAPSED;
    }

    /**
     * Tells interruptions from failures.
     *
     * @param code an exit code
     * @return whether a signal ended the command, so that it neither failed nor has a result
     */
    public static boolean stopped(int code) {
        return STOPPED.contains(code);
    }

    /**
     * Waits 20 seconds for the end of a process that was asked to end, then kills it.
     *
     * @param process the process
     */
    public static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What a process that failed said.
     *
     * @param folder its folder
     * @return its last message, or else the last line that it printed; empty if its output cannot be read
     */
    public static Optional<String> complaint(Path folder) {
        try {
            String last = Files.readString(folder.resolve(OUTPUT))
                    .lines()
                    .filter(line -> !line.isBlank())
                    .reduce((earlier, later) ->
                            later.startsWith("clade:") || !earlier.startsWith("clade:") ? later : earlier)
                    .orElse("It printed nothing.");
            return Optional.of(last.length() <= LONGEST ? last : last.substring(0, LONGEST) + "…");
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
