package org.clade.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.clade.api.engine.ArrayStream;
import org.clade.api.part.RefusedException;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.api.variant.Network;

/**
 * A checkpoint: one zip file with the weights, the optimizer's state, the strategies' sessions, the targets of the large
 * batch in training and, as JSON, how far the run is. It is written aside and renamed, so it is whole or not there.
 *
 * @param file the file
 */
record CheckpointFile(Path file) {

    /**
     * What a checkpoint says in JSON.
     *
     * @param position how far the run is
     * @param openSteps steps done on the large batch in training; -1 where there is none
     * @param openImages images in that large batch
     * @param losses sums since the last evaluation
     * @param clock where the time went
     * @param rows the evaluations
     * @param images the images' fingerprint
     * @param edits what was changed in the run while it ran; null where nothing was
     */
    record State(
            Position position,
            int openSteps,
            int openImages,
            Map<String, Losses.Sum> losses,
            StageClock.State clock,
            List<MetricsRow> rows,
            long images,
            EditLog.State edits) {

        /** {@return keys of the recipe that were changed while the run ran, and their values} */
        Map<String, String> changes() {
            return edits == null ? Map.of() : edits.changes();
        }
    }

    private static final Gson GSON = new Gson();
    private static final String FOLDER = "checkpoints";
    private static final String SUFFIX = ".zip";
    private static final String NAME = "\\d{8}-\\d{6}\\.zip";
    private static final String BEFORE_SWAP = "before-swap.zip";
    private static final String STATE = "state.json";
    private static final String NETWORK = "network";
    private static final String OPTIMIZER = "optimizer";
    private static final String SESSION = "session-";
    private static final String TARGETS = "targets";

    /** {@return the newest whole checkpoint of a run folder, if there is one} */
    static Optional<CheckpointFile> latest(Path run) {
        Path folder = run.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(CheckpointFile::regular)
                    .max(Comparator.comparing(Path::getFileName))
                    .map(CheckpointFile::new);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The checkpoints in %s cannot be listed: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static boolean regular(Path file) {
        return file.getFileName().toString().matches(NAME);
    }

    /** {@return the checkpoint of a run folder that a swap on trial may be taken back to} */
    static CheckpointFile beforeSwap(Path run) {
        return new CheckpointFile(run.resolve(FOLDER).resolve(BEFORE_SWAP));
    }

    /** Keeps this checkpoint as the one that a swap may be taken back to. */
    void keepBeforeSwap() {
        Path kept = file.resolveSibling(BEFORE_SWAP);
        try {
            Files.deleteIfExists(kept);
            try {
                Files.createLink(kept, file);
            } catch (UnsupportedOperationException | IOException e) {
                Files.copy(file, kept); // a file system without links
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written: %s".formatted(kept, e.getMessage()), e);
        }
    }

    /** {@return whether it is there} */
    boolean exists() {
        return Files.exists(file);
    }

    /** Deletes it. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be deleted: %s".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * Writes a checkpoint and then deletes older ones.
     *
     * @param folder the run's folder
     * @param run the run
     * @param loop between two steps
     * @param rows the evaluations so far
     * @param edits what was changed in the run
     * @return the file
     */
    static CheckpointFile write(Path folder, RunScope run, TrainingLoop loop, List<MetricsRow> rows, EditLog edits) {
        Path checkpoints = folder.resolve(FOLDER);
        Position position = loop.position();
        int openSteps = loop.open().map(OpenRound::steps).orElse(-1);
        String name = String.format(Locale.ROOT, "%08d-%06d", position.rounds, Math.max(0, openSteps));
        Path file = checkpoints.resolve(name + SUFFIX);
        WholeFile.write(file, out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out);
                    NDManager scope = run.host().newSubManager()) {
                zip.setLevel(Deflater.NO_COMPRESSION);
                zip.putNextEntry(new ZipEntry(STATE));
                State state = new State(
                        position,
                        openSteps,
                        loop.open().map(open -> open.targets().batch()).orElse(0),
                        run.losses().state(),
                        run.clock().state(),
                        rows,
                        run.images().fingerprint(),
                        edits.state());
                zip.write(GSON.toJson(state).getBytes(StandardCharsets.UTF_8));
                zip.putNextEntry(new ZipEntry(NETWORK));
                run.network().save(zip);
                put(zip, OPTIMIZER, run.optimizer().save(scope));
                for (Map.Entry<String, TargetSession> session : loop.sessions().entrySet()) {
                    put(zip, SESSION + session.getKey(), session.getValue().save(scope));
                }
                if (loop.open().isPresent()) {
                    put(zip, TARGETS, named(loop.open().get().targets()));
                }
            }
        });
        deleteOthers(checkpoints, file);
        return new CheckpointFile(file);
    }

    private static void put(ZipOutputStream zip, String name, NDList arrays) throws IOException {
        if (!arrays.isEmpty()) {
            zip.putNextEntry(new ZipEntry(name));
            ArrayStream.write(arrays, zip);
        }
    }

    private static NDList named(Targets targets) {
        NDList arrays = new NDList();
        for (TargetKind kind : targets.kinds()) {
            NDArray array = targets.get(kind);
            array.setName(kind.name());
            arrays.add(array);
        }
        return arrays;
    }

    private static void deleteOthers(Path folder, Path newest) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(other -> regular(other) && !other.equals(newest))
                    .toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Older checkpoints in %s cannot be deleted: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** {@return what the checkpoint says in JSON} */
    State state() {
        try (ZipFile zip = new ZipFile(file.toFile());
                Reader reader = new InputStreamReader(entry(zip, STATE).orElseThrow(), StandardCharsets.UTF_8)) {
            return GSON.fromJson(reader, State.class);
        } catch (IOException | JsonParseException e) {
            throw unreadable(e);
        }
    }

    /** Loads the network alone. */
    void restoreNetwork(Network network) {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = entry(zip, NETWORK).orElseThrow()) {
            network.load(in);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * What a strategy wrote down.
     *
     * @param phase its phase
     * @param scope holds the arrays
     * @return the arrays, nothing where it wrote none
     */
    Optional<NDList> session(String phase, NDManager scope) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return take(zip, SESSION + phase, scope);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Brings a run to where it was.
     *
     * @param run the run
     * @param loop its loop
     * @return the evaluations so far
     */
    List<MetricsRow> restore(RunScope run, TrainingLoop loop) {
        State state = state();
        if (state.images() != run.images().fingerprint()) {
            throw new RefusedException(
                    "The images are not those that the run of checkpoint %s began with; give it the same data."
                            .formatted(file));
        }
        goBack(state, run, loop);
        run.clock().restore(state.clock());
        return state.rows();
    }

    /**
     * Brings a run back to where it was when this checkpoint was written, between two large batches, in the same process.
     * The time that went by since then counts.
     *
     * @param state what the checkpoint says
     * @param run the run
     * @param loop its loop, with sessions of the strategies of then
     */
    void goBack(State state, RunScope run, TrainingLoop loop) {
        restoreNetwork(run.network());
        try (ZipFile zip = new ZipFile(file.toFile());
                NDManager scope = run.host().newSubManager()) {
            take(zip, OPTIMIZER, scope).ifPresent(run.optimizer()::restore);
            for (Map.Entry<String, TargetSession> session : loop.sessions().entrySet()) {
                take(zip, SESSION + session.getKey(), scope).ifPresent(session.getValue()::restore);
            }
            run.losses().restore(state.losses());
            loop.moveTo(state.position());
            if (state.openSteps() >= 0) {
                NDManager batch = run.host().newSubManager();
                loop.takeUp(targets(zip, loop, state.openImages(), batch), state.openSteps(), batch);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Targets targets(ZipFile zip, TrainingLoop loop, int images, NDManager manager) throws IOException {
        Map<TargetKind, NDArray> arrays = new LinkedHashMap<>();
        Optional<NDList> saved = take(zip, TARGETS, manager);
        if (saved.isEmpty()) {
            return Targets.NONE;
        }
        loop.phase().targets().ifPresent(strategy -> {
            for (TargetKind kind : strategy.part().provides(strategy.settings())) {
                arrays.put(kind, saved.get().get(kind.name()));
            }
        });
        return new Targets(images, arrays);
    }

    private Optional<NDList> take(ZipFile zip, String name, NDManager manager) throws IOException {
        Optional<InputStream> entry = entry(zip, name);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = entry.get()) {
            return Optional.of(NDList.decode(manager, in));
        }
    }

    private static Optional<InputStream> entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        return entry == null ? Optional.empty() : Optional.of(zip.getInputStream(entry));
    }

    private RefusedException unreadable(Exception cause) {
        return new RefusedException(
                "Checkpoint %s cannot be read: %s; start the run anew.".formatted(file, cause.getMessage()), cause);
    }
}
