package org.clade.hazelcast.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.clade.api.members.WorkEnd;
import org.clade.api.members.WorkItem;
import org.clade.base.product.ProductProcess;

/** An item that this member computes. */
final class ItemProcess {

    private static final int COLLAPSED = 5;
    private static final Set<Integer> STOPPED = Set.of(130, 143);
    private static final long STOP_SECONDS = 20;
    private static final int DEPTH = 6;

    private final WorkItem item;
    private final WorkClaim claim;
    private final Path folder;
    private final Process process;
    private final long begun = System.nanoTime();
    private Path rows;
    private long read;

    /**
     * Starts the process.
     *
     * @param item what to compute
     * @param claim this member's claim
     * @param folder the folder of the item, with what the item needs
     * @param home the folder of the product
     * @throws IOException if it cannot be started
     */
    ItemProcess(WorkItem item, WorkClaim claim, Path folder, Path home) throws IOException {
        this.item = item;
        this.claim = claim;
        this.folder = folder;
        List<String> command = item.command().stream()
                .map(word -> word.replace(WorkItem.FOLDER, folder.toString()))
                .toList();
        this.process = ProductProcess.start(home, command, folder, item.threads());
    }

    WorkItem item() {
        return item;
    }

    WorkClaim claim() {
        return claim;
    }

    boolean runs() {
        return process.isAlive();
    }

    /** {@return whether a signal ended it, so that it neither failed nor has a result} */
    boolean stopped() {
        return STOPPED.contains(process.exitValue());
    }

    /** {@return how it ended} */
    WorkEnd end() {
        int code = process.exitValue();
        String failure = code == 0 || code == COLLAPSED
                ? ""
                : ProductProcess.complaint(folder).orElse("It ended with code %s.".formatted(code));
        return new WorkEnd(claim.address(), claim.host(), code, failure, (System.nanoTime() - begun) / 1e9);
    }

    /** {@return the folder with what it left, if there is one} */
    Optional<Path> results() {
        return Optional.of(folder.resolve(item.results())).filter(Files::isDirectory);
    }

    /** {@return the rows that were written since the last call} */
    List<String> newRows() {
        List<String> lines = new ArrayList<>();
        if (item.rows().isEmpty()) {
            return lines;
        }
        try {
            if (rows == null) {
                rows = find();
            }
            if (rows == null || Files.size(rows) <= read) {
                return lines;
            }
            byte[] bytes = Files.readAllBytes(rows);
            String text = new String(bytes, (int) read, bytes.length - (int) read, StandardCharsets.UTF_8);
            int whole = text.lastIndexOf('\n') + 1;
            read += text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length;
            text.substring(0, whole).lines().forEach(lines::add);
            return lines;
        } catch (IOException | UncheckedIOException e) {
            return lines; // the next call reads them
        }
    }

    private Path find() throws IOException {
        Optional<Path> results = results();
        if (results.isEmpty()) {
            return null;
        }
        try (Stream<Path> files = Files.walk(results.get(), DEPTH)) {
            return files.filter(file -> file.endsWith(item.rows())).findFirst().orElse(null);
        }
    }

    /** Asks the process to end. */
    void ask() {
        process.destroy();
    }

    /** Ends the process and removes its folder. */
    void remove() {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        FileUtils.deleteQuietly(folder.toFile());
    }
}
