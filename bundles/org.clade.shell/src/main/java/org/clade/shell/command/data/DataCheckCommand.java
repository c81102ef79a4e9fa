package org.clade.shell.command.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.data.Dataset;
import org.clade.api.data.FileChecksum;
import org.clade.api.part.RefusedException;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import org.clade.shell.render.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads every image of a data set. */
@Command(
        name = "data:check",
        description =
                "Reads every image of a folder and shows what it holds, or what is wrong. The files of MNIST, Fashion-MNIST,"
                        + " CIFAR-10 and STL-10 are compared with the published ones.")
public final class DataCheckCommand implements Callable<Integer> {

    /** The size of images; small, because the check only needs to read each image. */
    private static final int PIXELS = 16;

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private DataOptions options;

    @Parameters(
            paramLabel = "<folder>",
            description = "A folder, an .npz file, a file of vectors, or a name that data:list shows.")
    private String folder;

    public DataCheckCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Dataset data = options.open(context, folder);
        List<FileChecksum> checksums = Interruption.leavable(() -> {
            data.readChunks(PIXELS, PIXELS, (first, count, images) -> {});
            return data.checksums();
        });
        requireEqual(checksums);
        if (output.json()) {
            Map<String, Object> fields = DataFields.fields(data);
            fields.put("whole", true);
            fields.put(
                    "published_files",
                    checksums.stream().map(DataCheckCommand::fields).toList());
            output.document(context.console(), fields);
        } else {
            output.table(context.console(), DataFields.table(data));
            output.sentence(
                    context.console(),
                    ((data.info().images() == 1 ? "The %s image can be read" : "All %s images can be read")
                                    + (data.notes().isEmpty() ? "." : "; see above for what is left out or doubtful."))
                            .formatted(Format.count(data.info().images())));
            if (!checksums.isEmpty()) {
                output.sentence(
                        context.console(),
                        "The files are those of %s as published (MD5)."
                                .formatted(checksums.get(0).set()));
            }
        }
        return 0;
    }

    private static void requireEqual(List<FileChecksum> checksums) {
        List<String> wrong = checksums.stream()
                .filter(file -> !file.equal())
                .map(file -> "“%s” (MD5 %s instead of %s)".formatted(file.file(), file.found(), file.expected()))
                .toList();
        if (!wrong.isEmpty()) {
            throw new RefusedException("%s of %s files differ from those of %s as published: %s; fetch them again."
                    .formatted(wrong.size(), checksums.size(), checksums.get(0).set(), String.join(", ", wrong)));
        }
    }

    private static Map<String, Object> fields(FileChecksum file) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("set", file.set());
        fields.put("file", file.file());
        fields.put("md5", file.found());
        return fields;
    }
}
