package org.clade.shell.command.run;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.clade.api.cluster.FileMode;
import org.clade.api.export.ExportFormat;
import org.clade.api.export.ExportRequest;
import org.clade.api.export.ExportedFile;
import org.clade.api.export.RunExporter;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Exports a run to formats of other programs. */
@Command(
        name = "runs:export",
        description =
                "Writes what a run has found and learned for other programs: label features, embeddings and"
                        + " clusters (npy, csv), weights (safetensors), the network (torchscript, onnx), folders of images (folders).")
public final class RunsExportCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(
            paramLabel = "<run>",
            description =
                    "The run: its name in runs:list of the folder runs, the end of that name, its folder at any place, or latest.")
    private String run;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "<format>",
            split = ",",
            description = "npy, csv, safetensors, torchscript, onnx or folders; several with commas between them.")
    private List<String> formats = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "<path>",
            description =
                    "The folder of the files; for safetensors, torchscript or onnx alone also the file, such as net.onnx."
                            + " Default: exports in the run's folder.")
    private String out;

    @Option(names = "--copy", description = "Fill the folders of clusters with copies, not with links.")
    private boolean copy;

    @Option(names = "--force", description = "Replace files that exist.")
    private boolean force;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public RunsExportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Set<ExportFormat> wanted = EnumSet.noneOf(ExportFormat.class);
        formats.forEach(format -> wanted.add(ExportFormat.parse(format.strip())));
        ExportRequest request = new ExportRequest(
                RunsFolder.usual().find(context, run),
                wanted,
                Optional.ofNullable(out).map(context::path),
                copy ? FileMode.COPY : FileMode.LINK,
                force);
        RunExporter exporter = context.services().get(RunExporter.class);
        List<ExportedFile> files =
                Interruption.leavable(() -> context.services().whenReady(() -> exporter.export(request)));
        if (output.json()) {
            output.documents(context.console(), files, RunsExportCommand::fields);
        } else {
            Table table = new Table("format", "content", "file");
            files.forEach(file -> table.row(file.format(), file.content(), file.file()));
            output.table(context.console(), table);
        }
        return 0;
    }

    private static JsonObject fields(ExportedFile file) {
        JsonObject fields = new JsonObject();
        fields.addProperty("format", file.format().toString());
        fields.addProperty("content", file.content());
        fields.addProperty("file", file.file().toString());
        return fields;
    }
}
