package org.clade.shell.command.data;

import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.data.Dataset;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import org.clade.shell.render.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads every image of a data set. */
@Command(name = "data:check", description = "Reads every image of a folder and shows what it holds, or what is wrong.")
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

    @Parameters(paramLabel = "<folder>", description = "A folder, or a name that data:list shows.")
    private String folder;

    public DataCheckCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Dataset data = options.open(context, folder);
        Interruption.leavable(() -> {
            data.readChunks(PIXELS, PIXELS, (first, count, images) -> {});
            return null;
        });
        if (output.json()) {
            Map<String, Object> fields = DataFields.fields(data);
            fields.put("whole", true);
            output.document(context.console(), fields);
        } else {
            output.table(context.console(), DataFields.table(data));
            output.sentence(
                    context.console(),
                    ((data.info().images() == 1 ? "The %s image can be read" : "All %s images can be read")
                                    + (data.notes().isEmpty() ? "." : "; see above for what is left out or doubtful."))
                            .formatted(Format.count(data.info().images())));
        }
        return 0;
    }
}
