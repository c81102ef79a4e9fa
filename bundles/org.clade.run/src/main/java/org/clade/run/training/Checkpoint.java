package org.clade.run.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.RefusedException;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.api.variant.Network;
import org.clade.api.variant.Phase;
import org.clade.run.file.ChecksummedZip;
import org.clade.run.file.DamagedFileException;
import org.clade.run.support.RunStoppedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A checkpoint with correct checksums, open for reading. Another process that trains the run may delete its file meanwhile. */
public final class Checkpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("run");
    private static final Gson GSON = new Gson();
    private static final String ADVICE = "restore it from a copy, or start the run again";
    private static final int ATTEMPTS = 5;

    private final CheckpointFile file;
    private final ChecksummedZip zip;

    private Checkpoint(CheckpointFile file, ChecksummedZip zip) {
        this.file = file;
        this.zip = zip;
    }

    /**
     * Opens the newest intact checkpoint of a run folder, and warns if that is not the newest.
     *
     * @param run the folder
     * @return the checkpoint, closed by the caller; empty if there is none
     * @throws DamagedFileException if all are damaged
     */
    public static Optional<Checkpoint> newestWhole(Path run) {
        for (int attempt = 1; ; attempt++) {
            try {
                return newestWhole(CheckpointFile.all(run));
            } catch (NoSuchFileException e) { // the run is active, and has written others meanwhile
                if (attempt == ATTEMPTS) {
                    throw new RefusedException(
                            "Run %s replaces its checkpoints faster than Clade can read them; try again."
                                    .formatted(run),
                            e);
                }
            }
        }
    }

    private static Optional<Checkpoint> newestWhole(List<CheckpointFile> files) throws NoSuchFileException {
        DamagedFileException newest = null;
        for (CheckpointFile file : files) {
            try {
                Checkpoint whole = new Checkpoint(file, ChecksummedZip.open(file.file(), ADVICE));
                if (newest != null) {
                    LOG.warn(
                            "Checkpoint {} is damaged: {}; Clade uses {}, which is intact.",
                            files.get(0).file(),
                            newest.reason(),
                            file.name());
                }
                return Optional.of(whole);
            } catch (DamagedFileException e) {
                newest = newest == null ? e : newest;
            }
        }
        if (newest != null) {
            throw newest;
        }
        return Optional.empty();
    }

    /**
     * Opens a checkpoint for a rollback.
     *
     * @param file its file
     * @return the checkpoint, to be closed
     * @throws RefusedException if it is missing or damaged
     */
    public static Checkpoint of(CheckpointFile file) {
        try {
            return new Checkpoint(file, ChecksummedZip.open(file.file(), ADVICE));
        } catch (NoSuchFileException e) {
            throw new RefusedException(
                    "%s is missing, so the run cannot go back to its old parts; %s.".formatted(file.file(), ADVICE), e);
        }
    }

    /** {@return its file} */
    public CheckpointFile file() {
        return file;
    }

    /** {@return the JSON content of the checkpoint} */
    public CheckpointState state() {
        try {
            CheckpointState state = GSON.fromJson(
                    new String(bytes(CheckpointFile.STATE), StandardCharsets.UTF_8), CheckpointState.class);
            if (state == null || state.position() == null || state.rows() == null || state.clock() == null) {
                throw foreign(CheckpointFile.STATE, null);
            }
            return state;
        } catch (JsonParseException e) {
            throw foreign(CheckpointFile.STATE, e);
        }
    }

    /**
     * Reads the original version of a file of the run folder.
     *
     * @param name its name
     * @return its bytes; empty if the checkpoint has none
     */
    public Optional<byte[]> original(String name) {
        try (InputStream in = zip.entry(name).orElse(null)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw foreign(name, e);
        }
    }

    private byte[] bytes(String name) {
        return original(name).orElseThrow(() -> foreign(name, null));
    }

    /** Loads only the network. */
    public void restoreNetwork(Network network) {
        try (InputStream in =
                zip.entry(CheckpointFile.NETWORK).orElseThrow(() -> foreign(CheckpointFile.NETWORK, null))) {
            network.load(in);
        } catch (IOException | RuntimeException e) { // a network may throw any exception for other weights
            throw e instanceof RefusedException refused ? refused : foreign(CheckpointFile.NETWORK, e);
        }
    }

    /**
     * Reads the state of a target session.
     *
     * @param phase its phase
     * @param scope holds the arrays
     * @return the arrays; empty if it wrote none
     */
    public Optional<NDList> session(String phase, NDManager scope) {
        return take(CheckpointFile.SESSION + phase, scope);
    }

    /** Loads the optimizer's state, if it wrote one. */
    public void restoreOptimizer(OptimizerSession optimizer, NDManager scope) {
        fits(CheckpointFile.OPTIMIZER, () -> take(CheckpointFile.OPTIMIZER, scope)
                .ifPresent(optimizer::restore));
    }

    /** Loads the state of a phase's target session, if it wrote one. */
    void restoreSession(String phase, TargetSession session, NDManager scope) {
        fits(CheckpointFile.SESSION + phase, () -> session(phase, scope).ifPresent(session::restore));
    }

    /**
     * Loads the targets of the current large batch.
     *
     * @param phase the phase of that large batch
     * @param images the number of its images
     * @param keeper holds the targets; closed if they cannot be loaded
     * @return the targets; none if the phase has no strategy
     */
    Targets targets(Phase phase, int images, NDManager keeper) {
        try {
            Optional<NDList> saved = take(CheckpointFile.TARGETS, keeper);
            if (saved.isEmpty()) {
                return Targets.NONE;
            }
            Map<TargetKind, NDArray> arrays = new LinkedHashMap<>();
            phase.targets().ifPresent(strategy -> strategy.part()
                    .provides(strategy.settings())
                    .forEach(kind -> arrays.put(kind, saved.get().get(kind.name()))));
            return new Targets(images, arrays);
        } catch (RefusedException e) {
            keeper.close();
            throw e;
        } catch (RuntimeException e) { // a part may throw any exception for another part's entry
            keeper.close();
            throw foreign(CheckpointFile.TARGETS, e);
        }
    }

    private Optional<NDList> take(String name, NDManager manager) {
        try (InputStream in = zip.entry(name).orElse(null)) {
            return in == null ? Optional.empty() : Optional.of(NDList.decode(manager, in));
        } catch (IOException | RuntimeException e) {
            throw foreign(name, e);
        }
    }

    /** Restores an entry; a part may throw any exception if it did not write the entry. */
    private void fits(String entry, Runnable restore) {
        try {
            restore.run();
        } catch (RunStoppedException | RefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw foreign(entry, e);
        }
    }

    /** The entry is undamaged, but the run cannot use it. */
    private RefusedException foreign(String entry, Exception cause) {
        return new RefusedException(
                "The entry %s of checkpoint %s does not fit the current parts; use the bundles that lock.json names, or start the run again."
                        .formatted(entry, zip.file()),
                cause);
    }

    @Override
    public void close() {
        zip.close();
    }
}
