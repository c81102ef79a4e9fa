package org.clade.sweep.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.clade.api.members.WorkEnd;
import org.clade.api.members.WorkItem;
import org.clade.api.members.WorkQueue;
import org.clade.base.product.ProductProcess;

/** A trial that some member of a cluster trains, as a process of this machine: it has ended once its run folder is here. */
final class MemberProcess extends Process {

    /** The folder for the run, in that of the attempt. */
    static final String RUN = "run";

    private static final int STOPPED = 143;
    private static final long LOOK_MILLIS = 200;

    private final WorkQueue queue;
    private final WorkItem item;
    private final Path attempt;
    private Integer code;

    MemberProcess(WorkQueue queue, WorkItem item, Path attempt) {
        this.queue = queue;
        this.item = item;
        this.attempt = attempt;
    }

    WorkItem item() {
        return item;
    }

    Path attempt() {
        return attempt;
    }

    @Override
    public boolean isAlive() {
        if (code != null) {
            return false;
        }
        Optional<WorkEnd> end = queue.end(item);
        if (end.isEmpty() || !queue.take(item, attempt.resolve(RUN))) {
            return true;
        }
        end.filter(each -> !each.failure().isEmpty()).ifPresent(this::note);
        code = end.get().code();
        return false;
    }

    /** Writes why it failed where a training of this machine would have said it. */
    private void note(WorkEnd end) {
        try {
            Files.createDirectories(attempt);
            Files.writeString(
                    attempt.resolve(ProductProcess.OUTPUT),
                    end.failure() + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int exitValue() {
        if (code == null) {
            throw new IllegalThreadStateException(item.id() + " has not ended");
        }
        return code;
    }

    @Override
    public void destroy() {
        if (code == null) {
            queue.withdraw(item);
            code = STOPPED;
        }
    }

    @Override
    public int waitFor() throws InterruptedException {
        while (isAlive()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return exitValue();
    }

    /** {@return what never ends by itself: the worker looks at the process itself, and only its thread may take the result} */
    @Override
    public CompletableFuture<Process> onExit() {
        return new CompletableFuture<>();
    }

    /** {@return this process, since the trial counts as lost if it ends} */
    @Override
    public ProcessHandle toHandle() {
        return ProcessHandle.current();
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return InputStream.nullInputStream();
    }

    @Override
    public InputStream getErrorStream() {
        return InputStream.nullInputStream();
    }
}
