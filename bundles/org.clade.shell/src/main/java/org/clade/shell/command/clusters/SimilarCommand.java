package org.clade.shell.command.clusters;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.clade.api.cluster.ImageSimilarity;
import org.clade.api.cluster.SimilarImages;
import org.clade.base.json.ResultJson;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.RunArgument;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the nearest neighbors of an image. */
@Command(
        name = "similar",
        description =
                "Shows the images of a run that are most like an image, by the cosine similarity of the run's features.")
public final class SimilarCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private RunArgument run;

    @Parameters(
            index = "1",
            paramLabel = "<image>",
            description =
                    "An image of the run: its path in assignments.csv, the end of that path, its file, or its index; or the"
                            + " file of any other image.")
    private String image;

    @Option(
            names = "--count",
            paramLabel = "<n>",
            defaultValue = "10",
            description = "How many images. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--to",
            paramLabel = "<png>",
            description = "Also draw the image and those most like it into this file.")
    private String picture;

    public SimilarCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Path folder = run.folder(context);
        String wanted = context.nameOrPath(image);
        ImageSimilarity similarity = context.services().get(ImageSimilarity.class);
        SimilarImages found = Interruption.leavable(() -> context.services()
                .whenReady(() -> picture == null
                        ? similarity.similar(folder, wanted, count)
                        : similarity.similar(folder, wanted, count, context.path(picture))));
        if (output.json()) {
            output.document(context.console(), ResultJson.write(found));
        } else {
            Table table = new Table(">COSINE", ">CLUSTER", ">INDEX", "IMAGE");
            found.similar()
                    .forEach(
                            each -> table.row(Format.score(each.cosine()), each.cluster(), each.index(), each.image()));
            output.table(context.console(), table);
            if (picture != null) {
                output.sentence(
                        context.console(),
                        "%s has the image, then those most like it.".formatted(context.path(picture)));
            }
        }
        return 0;
    }
}
