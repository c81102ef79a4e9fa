package org.clade.export;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.clade.api.cluster.ClusterEditor;
import org.clade.api.cluster.FileMode;
import org.clade.api.cluster.ImageLabels;
import org.clade.api.export.ExportFormat;
import org.clade.api.export.ExportRequest;
import org.clade.api.export.ExportedFile;
import org.clade.api.export.RunExporter;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunService;
import org.clade.api.run.TrainedNetwork;
import org.clade.api.run.TrainedRun;
import org.clade.api.signal.Signal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Exports runs, one format after the other. */
@Component
public final class RunExports implements RunExporter {

    private final RunService runs;
    private final ClusterEditor editor;

    /** Made by Declarative Services. */
    @Activate
    public RunExports(@Reference RunService runs, @Reference ClusterEditor editor) {
        this.runs = runs;
        this.editor = editor;
    }

    @Override
    public List<ExportedFile> export(ExportRequest request) {
        if (request.formats().isEmpty()) {
            throw new RefusedException("There is no format to export to; give one, such as npy.");
        }
        ExportPlan plan = new ExportPlan(request);
        plan.check();
        List<ExportedFile> files = new ArrayList<>();
        files.addAll(networks(plan));
        files.addAll(features(plan));
        if (request.formats().contains(ExportFormat.FOLDERS)) {
            files.add(folders(plan));
        }
        files.sort(Comparator.comparing(ExportedFile::format));
        return List.copyOf(files);
    }

    private List<ExportedFile> networks(ExportPlan plan) {
        List<ExportFormat> formats = plan.request().formats().stream()
                .filter(NetworkExport::writes)
                .sorted()
                .toList();
        if (formats.isEmpty()) {
            return List.of();
        }
        try (TrainedNetwork network = runs.openNetwork(plan.request().run())) {
            NetworkExport export = new NetworkExport(network, plan);
            formats.forEach(export::check);
            return formats.stream().map(export::write).toList();
        }
    }

    private List<ExportedFile> features(ExportPlan plan) {
        List<ExportFormat> formats = plan.request().formats().stream()
                .filter(FeatureExport::writes)
                .sorted()
                .toList();
        if (formats.isEmpty()) {
            return List.of();
        }
        ImageLabels labels = editor.labels(plan.request().run());
        try (TrainedRun run = runs.open(plan.request().run());
                NDManager keeper = run.evaluated().host().newSubManager()) {
            if (run.images() != labels.clusters().length) {
                throw new RefusedException(
                        "Run %s opens with %s images, and its assignments.csv has %s; resume the run first."
                                .formatted(run.folder(), run.images(), labels.clusters().length));
            }
            FeatureExport export = new FeatureExport(
                    run.look(Set.of(run.decision(), Signal.FEATURES), keeper), run.decision(), labels, plan);
            return formats.stream()
                    .flatMap(format -> export.write(format).stream())
                    .toList();
        }
    }

    private ExportedFile folders(ExportPlan plan) {
        FileMode mode = plan.request().mode();
        Path folder = plan.files(ExportFormat.FOLDERS).get(0);
        int images = editor.folders(plan.request().run(), folder, mode);
        return new ExportedFile(
                ExportFormat.FOLDERS,
                folder,
                "%s images as %s".formatted(images, mode == FileMode.COPY ? "copies" : "links"));
    }
}
