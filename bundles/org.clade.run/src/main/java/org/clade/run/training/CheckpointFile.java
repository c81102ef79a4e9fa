package org.clade.run.training;

import ai.djl.ndarray.NDList;
import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;
import org.clade.api.part.RefusedException;
import org.clade.array.ArrayStream;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileProblem;
import org.clade.base.file.FileWriteException;
import org.clade.run.file.ChecksummedZip;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a checkpoint: one zip file with the weights, the optimizer's state, the target sessions, the targets of the large
 * batch in training, the other numbers as JSON, and the files that the run began with. It has a checksum for each entry, and is
 * written to a temporary file and renamed. A run keeps the two newest. This class does not know runs.
 *
 * @param file the file
 */
public record CheckpointFile(Path file) {

    static final String STATE = "state.json";
    static final String NETWORK = "network";
    static final String OPTIMIZER = "optimizer";
    static final String SESSION = "session-";
    static final String TARGETS = "targets";

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFile.class);
    private static final Gson GSON = new Gson();
    private static final String FOLDER = "checkpoints";
    private static final String SUFFIX = ".zip";
    private static final String NAME = "\\d{8}-\\d{6}\\.zip";
    private static final String EPOCH_NAME = "epoch-\\d{6}\\.zip";
    private static final String BEFORE_SWAP = "before-swap.zip";

    /** The checkpoints that remain after writing a new one. */
    public enum Keep {
        /** The new one and the newest of the older ones. */
        TWO,
        /** Only the new one, since the run would continue differently from the older ones. */
        ONE
    }

    /** {@return the checkpoints of a run folder, the newest first, without those of epochs} */
    public static List<CheckpointFile> all(Path run) {
        return files(run, NAME)
                .sorted(Comparator.comparing(Path::getFileName).reversed())
                .map(CheckpointFile::new)
                .toList();
    }

    private static Stream<Path> files(Path run, String pattern) {
        Path folder = run.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(pattern)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The checkpoints in %s cannot be listed: %s.".formatted(folder, FileProblem.words(folder, e)), e);
        }
    }

    /** {@return the newest checkpoint of a run folder, intact or not, if there is one} */
    public static Optional<CheckpointFile> latest(Path run) {
        return all(run).stream().findFirst();
    }

    /** {@return the checkpoint for a rollback of parts on trial} */
    public static CheckpointFile beforeSwap(Path run) {
        return new CheckpointFile(run.resolve(FOLDER).resolve(BEFORE_SWAP));
    }

    private static String epochName(int epoch) {
        return String.format(Locale.ROOT, "epoch-%06d.zip", epoch);
    }

    /** {@return the checkpoint at the end of an epoch, if the run was to keep it} */
    public static CheckpointFile ofEpoch(Path run, int epoch) {
        return new CheckpointFile(run.resolve(FOLDER).resolve(epochName(epoch)));
    }

    /** {@return the kept checkpoints of epochs, in their order} */
    public static List<CheckpointFile> ofEpochs(Path run) {
        return files(run, EPOCH_NAME).sorted().map(CheckpointFile::new).toList();
    }

    /** Keeps this checkpoint as that of the end of an epoch. */
    void keepEpoch(int epoch) {
        link(file.resolveSibling(epochName(epoch)));
    }

    /** Keeps this checkpoint for a rollback of parts on trial. */
    public void keepBeforeSwap() {
        link(file.resolveSibling(BEFORE_SWAP));
    }

    private void link(Path kept) {
        try {
            Files.deleteIfExists(kept);
            try {
                Files.createLink(kept, file);
            } catch (UnsupportedOperationException | IOException e) {
                Files.copy(file, kept); // the file system has no links
            }
        } catch (IOException e) {
            throw new FileWriteException(kept, e);
        }
    }

    /** {@return whether the file exists} */
    public boolean exists() {
        return Files.exists(file);
    }

    /** {@return its path within the run folder, with slashes} */
    public String name() {
        return FOLDER + "/" + file.getFileName();
    }

    /**
     * Computes the checksum of the file.
     *
     * @return SHA-256 in hexadecimal digits
     * @throws RefusedException if it cannot be read
     */
    public String sha256() {
        try {
            return new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(file);
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be read: %s; try again.".formatted(file, FileProblem.words(file, e)), e);
        }
    }

    /** Deletes it. */
    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be deleted: %s.".formatted(file, FileProblem.words(file, e)), e);
        }
    }

    /**
     * Writes a checkpoint and then deletes older ones.
     *
     * @param run the run's folder
     * @param originals the original files of the run, by name
     * @param snapshot the run's state
     * @param keep the checkpoints that remain
     * @return the file
     */
    static CheckpointFile write(Path run, Map<String, byte[]> originals, TrainingSnapshot snapshot, Keep keep) {
        CheckpointState numbers = snapshot.numbers();
        String name =
                String.format(Locale.ROOT, "%08d-%06d", numbers.position().rounds(), Math.max(0, numbers.openSteps()));
        Path checkpoints = run.resolve(FOLDER);
        Path file = checkpoints.resolve(name + SUFFIX);
        AtomicFile.makeFolder(checkpoints);
        AtomicFile.write(file, out -> {
            try (ChecksummedZip.Writer zip = new ChecksummedZip.Writer(out)) {
                zip.put(STATE, entry -> entry.write(GSON.toJson(numbers).getBytes(StandardCharsets.UTF_8)));
                for (Map.Entry<String, byte[]> original : originals.entrySet()) {
                    zip.put(original.getKey(), entry -> entry.write(original.getValue()));
                }
                zip.put(NETWORK, snapshot.network()::write);
                put(zip, OPTIMIZER, snapshot.optimizer());
                for (Map.Entry<String, NDList> session : snapshot.sessions().entrySet()) {
                    put(zip, SESSION + session.getKey(), session.getValue());
                }
                put(zip, TARGETS, snapshot.targets());
                zip.finish();
            }
        });
        deleteOthers(run, file, keep);
        return new CheckpointFile(file);
    }

    private static void put(ChecksummedZip.Writer zip, String name, NDList arrays) throws IOException {
        if (!arrays.isEmpty()) {
            zip.put(name, entry -> ArrayStream.write(arrays, entry));
        }
    }

    /** Deletes later checkpoints, which are invalid after damage or a swap, and all but one of the earlier ones. */
    private static void deleteOthers(Path run, Path written, Keep keep) {
        int spared = 0;
        for (CheckpointFile other : all(run)) {
            int order = other.file().getFileName().compareTo(written.getFileName());
            if (order == 0 || order < 0 && keep == Keep.TWO && spared++ == 0) {
                continue;
            }
            try {
                Files.deleteIfExists(other.file());
            } catch (IOException e) { // another process reads it, and some systems cannot delete an open file
                LOG.debug("{} is deleted later", other.file(), e);
            }
        }
    }
}
