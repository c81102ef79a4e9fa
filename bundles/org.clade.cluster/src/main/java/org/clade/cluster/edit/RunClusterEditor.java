package org.clade.cluster.edit;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.clade.api.cluster.ClusterEditor;
import org.clade.api.cluster.ClusterEdits;
import org.clade.api.cluster.EditedClusters;
import org.clade.api.cluster.FileMode;
import org.clade.api.cluster.ImageLabels;
import org.clade.api.data.DataService;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunService;
import org.clade.api.run.TrainedRun;
import org.clade.base.file.FileProblem;
import org.clade.cluster.folder.ClusterFolders;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Edits the clusters of runs. While it does, no other process writes the run. */
@Component
public final class RunClusterEditor implements ClusterEditor {

    private final ComponentServiceObjects<RunService> runs;
    private final ComponentServiceObjects<TensorEngine> engine;
    private final EditedFolders folders;

    /** Made by Declarative Services. The services that load the native libraries are taken only where they are needed. */
    @Activate
    public RunClusterEditor(
            @Reference ComponentServiceObjects<RunService> runs,
            @Reference ComponentServiceObjects<TensorEngine> engine,
            @Reference DataService data) {
        this.runs = runs;
        this.engine = engine;
        this.folders = new EditedFolders(data);
    }

    @Override
    public EditedClusters clusters(Path run) {
        EditedRun edited = EditedRun.read(run);
        return edited.shown(edited.log().last().map(ClusterEdit::sentence).orElse(""));
    }

    @Override
    public EditedClusters name(Path run, int cluster, String name) {
        return edit(run, edited -> new NameEdit(cluster, ClusterNameCheck.checked(name)));
    }

    @Override
    public EditedClusters merge(Path run, int cluster, List<Integer> others) {
        return edit(run, edited -> new MergeEdit(cluster, List.copyOf(others)));
    }

    @Override
    public EditedClusters drop(Path run, int cluster) {
        return edit(run, edited -> new DropEdit(cluster));
    }

    @Override
    public EditedClusters split(Path run, int cluster, int into) {
        return edit(run, edited -> {
            ClusterState state = edited.state();
            state.check(cluster);
            int[] members = state.members(cluster);
            if (into < 2) {
                throw new RefusedException("A cluster is split into 2 parts or more, not into %s.".formatted(into));
            }
            if (members.length < into) {
                throw new RefusedException("Cluster %s has %s, too few for %s parts."
                        .formatted(cluster, members.length == 1 ? "1 image" : members.length + " images", into));
            }
            return with(runs, service -> {
                try (TrainedRun trained = service.open(run)) {
                    checkWhole(trained, edited);
                    return with(engine, own -> FeatureSplit.of(trained, own, cluster, members, into, edited.free()));
                }
            });
        });
    }

    private static void checkWhole(TrainedRun trained, EditedRun edited) {
        int assigned = edited.table().images().size();
        if (trained.images() != assigned) {
            throw new RefusedException(
                    "Run %s opens with %s images, and its assignments.csv has %s; resume the run first."
                            .formatted(edited.folder(), trained.images(), assigned));
        }
    }

    @Override
    public EditedClusters undo(Path run) {
        return with(runs, service -> service.exclusively(run, () -> undone(run)));
    }

    private EditedClusters undone(Path run) {
        EditedRun edited = EditedRun.read(run);
        ClusterEdit last = edited.log()
                .last()
                .orElseThrow(() -> new RefusedException(
                        "There is no edit of the clusters of run %s to take back.".formatted(run)));
        edited.log().undo(edited.table().checksum());
        LabelsFile.write(run, edited.table(), edited.state());
        folders.refresh(edited);
        return edited.shown("Taken back: " + last.sentence());
    }

    @Override
    public Optional<ClusterEdits> edits(Path run) {
        if (!run.resolve(EditLog.NAME).toFile().isFile()) {
            return Optional.empty();
        }
        EditedRun edited = EditedRun.read(run);
        return edited.log().edits().isEmpty()
                ? Optional.empty()
                : Optional.of(new RepeatedEdits(
                        edited.k(),
                        edited.log().edits(),
                        edited.state().names(),
                        edited.log().checksum()));
    }

    @Override
    public ImageLabels labels(Path run) {
        EditedRun edited = EditedRun.read(run);
        ClusterState state = edited.state();
        int[] clusters = state.clusters();
        List<String> names = Arrays.stream(clusters)
                .mapToObj(cluster ->
                        cluster == ClusterEdits.DROPPED ? "" : state.names().get(cluster))
                .toList();
        return new ImageLabels(
                edited.table().images(), clusters, names, edited.table().confidence());
    }

    @Override
    public int folders(Path run, Path to, FileMode mode) {
        try {
            return folders.write(EditedRun.read(run), new ClusterFolders(to, mode));
        } catch (UncheckedIOException e) {
            throw new RefusedException(
                    "The folders of clusters cannot be written to %s: %s."
                            .formatted(to, FileProblem.words(to, e.getCause())),
                    e);
        }
    }

    private EditedClusters edit(Path run, Function<EditedRun, ClusterEdit> maker) {
        return with(runs, service -> service.exclusively(run, () -> made(run, maker)));
    }

    private EditedClusters made(Path run, Function<EditedRun, ClusterEdit> maker) {
        EditedRun edited = EditedRun.read(run);
        ClusterEdit edit = maker.apply(edited);
        edit.apply(edited.state()); // refuses what is not possible
        edited.log().add(edit, edited.table().checksum());
        LabelsFile.write(run, edited.table(), edited.state());
        folders.refresh(edited);
        return edited.shown(edit.sentence());
    }

    private static <S, T> T with(ComponentServiceObjects<S> services, Function<S, T> work) {
        S service = services.getService();
        try {
            return work.apply(service);
        } finally {
            services.ungetService(service);
        }
    }
}
