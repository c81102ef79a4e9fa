package org.clade.hazelcast.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.clade.api.members.WorkEnd;
import org.clade.api.members.WorkItem;
import org.clade.base.file.NewLines;
import org.clade.base.product.ProductProcess;

/** An item that this member computes. */
final class ItemProcess {

    private static final int DEPTH = 6;

    private final WorkItem item;
    private final WorkClaim claim;
    private final Path folder;
    private final Process process;
    private final long begun = System.nanoTime();
    private NewLines rows;

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
        return ProductProcess.stopped(process.exitValue());
    }

    /** {@return how it ended} */
    WorkEnd end() {
        int code = process.exitValue();
        String failure = ProductProcess.succeeded(code)
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
        if (item.rows().isEmpty()) {
            return List.of();
        }
        try {
            if (rows == null) {
                rows = find().map(NewLines::new).orElse(null);
            }
            return rows == null ? List.of() : rows.next();
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // the next call reads them
        }
    }

    private Optional<Path> find() throws IOException {
        Optional<Path> results = results();
        if (results.isEmpty()) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(results.get(), DEPTH)) {
            return files.filter(file -> file.endsWith(item.rows())).findFirst();
        }
    }

    /** Asks the process to end. */
    void ask() {
        process.destroy();
    }

    /** Ends the process and removes its folder. */
    void remove() {
        ProductProcess.awaitEnd(process);
        FileUtils.deleteQuietly(folder.toFile());
    }
}
