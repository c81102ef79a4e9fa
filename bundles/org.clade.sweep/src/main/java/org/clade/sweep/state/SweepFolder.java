package org.clade.sweep.state;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.clade.base.file.AtomicFile;

/**
 * The folder of a sweep. All state is in files that are made once and never changed: the manifest, a lease for each attempt, which grows,
 * and one result for each trial. Making a file fails if it is there, so of several workers exactly one claims an attempt, and one
 * publishes the result. {@code trials/<id>/<attempt>/} holds the runs.
 */
public final class SweepFolder {

    /** Attempts that may be lost, since workers or machines ended, before a trial counts as failed. */
    static final int MOST_LOST = 10;

    private static final int REFUSED = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HOST = Holder.own(0).host();
    private static final Gson GSON = new Gson();
    private static final Holder UNKNOWN = new Holder("unknown", "", 0, 0, 0);

    private final Path folder;
    private final Manifest manifest;
    private final Map<Path, TrialEnd> ends = new HashMap<>();
    private final LeaseWatch watch;

    private SweepFolder(Path folder, Manifest manifest, Duration patience) {
        this.folder = folder;
        this.manifest = manifest;
        this.watch = new LeaseWatch(HOST, patience, System::nanoTime);
    }

    /** {@return whether a folder is one of a sweep} */
    public static boolean isSweep(Path folder) {
        return Files.isRegularFile(folder.resolve(Manifest.NAME));
    }

    /**
     * Opens a sweep.
     *
     * @param folder its folder
     * @return the sweep
     * @throws org.clade.api.part.RefusedException if it is none
     */
    public static SweepFolder of(Path folder) {
        return of(folder, PATIENCE);
    }

    /**
     * Opens a sweep.
     *
     * @param folder its folder
     * @param patience a lease of another machine that does not grow for so long has expired
     * @return the sweep
     * @throws org.clade.api.part.RefusedException if it is none
     */
    public static SweepFolder of(Path folder, Duration patience) {
        return new SweepFolder(folder, Manifest.read(folder), patience);
    }

    /** Makes a sweep; its recipes are in the folder already. */
    public static void create(Path folder, Manifest manifest) {
        for (String name : List.of("leases", "results", "failures", "trials")) {
            AtomicFile.makeFolder(folder.resolve(name));
        }
        manifest.write(folder);
    }

    /** {@return the folder} */
    public Path path() {
        return folder;
    }

    /** {@return what the sweep is} */
    public Manifest manifest() {
        return manifest;
    }

    private Path lease(String trial, int attempt) {
        return folder.resolve("leases").resolve(numbered(trial, attempt) + ".jsonl");
    }

    private static String numbered(String trial, int attempt) {
        return String.format(Locale.ROOT, "%s.%03d", trial, attempt);
    }

    /** {@return the folder for the runs of an attempt} */
    public Path attempt(String trial, int attempt) {
        return folder.resolve("trials").resolve(trial).resolve(String.valueOf(attempt));
    }

    /**
     * Claims the next attempt at a trial.
     *
     * @param state the trial, which is claimable
     * @param holder this process
     * @return the lease; empty if another worker was faster
     */
    public Optional<Lease> claim(TrialState state, Holder holder) {
        return Lease.claim(lease(state.trial().id(), state.attempts() + 1), holder);
    }

    /** {@return whether another worker has taken over an attempt or has published a result} */
    public boolean superseded(String trial, int attempt) {
        return Files.exists(lease(trial, attempt + 1)) || Files.exists(result(trial));
    }

    /** {@return whether no process works on an attempt any more for certain; another machine may only have been silent} */
    public boolean abandoned(String trial, int attempt) {
        Lease.Content content = Lease.read(lease(trial, attempt));
        return content.released()
                || content.holder().filter(holder -> holder.host().equals(HOST)).isPresent();
    }

    private Path result(String trial) {
        return folder.resolve("results").resolve(trial + ".json");
    }

    /**
     * Publishes the result of a trial.
     *
     * @return whether it counts: another worker may have published one before
     */
    public boolean finish(TrialEnd end) {
        return create(result(end.trial()), end);
    }

    /** Records a failed attempt. */
    public void fail(TrialEnd end) {
        create(folder.resolve("failures").resolve(numbered(end.trial(), end.attempt()) + ".json"), end);
    }

    private static boolean create(Path file, TrialEnd end) {
        try {
            AtomicFile.create(file, out -> out.write((GSON.toJson(end) + "\n").getBytes(StandardCharsets.UTF_8)));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the run folders of the results} */
    public List<Path> resultFolders() {
        return states().stream()
                .flatMap(state -> state.result().stream())
                .map(end -> folder.resolve(end.run()))
                .toList();
    }

    /** {@return every trial as it is now} */
    public List<TrialState> states() {
        Map<String, Integer> attempts = new HashMap<>();
        names("leases").forEach(name -> {
            String[] parts = name.split("\\.");
            attempts.merge(parts[0], Integer.parseInt(parts[1]), Math::max);
        });
        List<String> results = names("results");
        List<String> failures = names("failures");
        List<TrialState> states = new ArrayList<>();
        for (Trial trial : manifest.trials()) {
            states.add(state(trial, attempts.getOrDefault(trial.id(), 0), results, failures));
        }
        return states;
    }

    private TrialState state(Trial trial, int attempts, List<String> results, List<String> failures) {
        Optional<TrialEnd> result =
                results.contains(trial.id() + ".json") ? Optional.of(end(result(trial.id()))) : Optional.empty();
        List<TrialEnd> failed = IntStream.rangeClosed(1, attempts)
                .mapToObj(attempt -> numbered(trial.id(), attempt) + ".json")
                .filter(failures::contains)
                .map(name -> end(folder.resolve("failures").resolve(name)))
                .toList();
        boolean over = attempts > 0 && failures.contains(numbered(trial.id(), attempts) + ".json");
        Optional<Holder> active =
                attempts == 0 || over || result.isPresent() ? Optional.empty() : active(lease(trial.id(), attempts));
        boolean hopeless = failed.size() > manifest.retries()
                || failed.stream().anyMatch(end -> end.code() == REFUSED)
                || active.isEmpty() && attempts > manifest.retries() + MOST_LOST;
        return new TrialState(trial, attempts, result, failed, active, result.isEmpty() && hopeless);
    }

    private Optional<Holder> active(Path lease) {
        Lease.Content content = Lease.read(lease);
        return watch.expired(lease, content)
                ? Optional.empty()
                : Optional.of(content.holder().orElse(UNKNOWN));
    }

    private TrialEnd end(Path file) {
        return ends.computeIfAbsent(file, each -> {
            try {
                return GSON.fromJson(Files.readString(each), TrialEnd.class);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (JsonParseException e) {
                throw new IllegalStateException(each + " is damaged", e);
            }
        });
    }

    /** {@return the names of the files of a folder, without those that are being written} */
    private List<String> names(String part) {
        try (Stream<Path> files = Files.list(folder.resolve(part))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
