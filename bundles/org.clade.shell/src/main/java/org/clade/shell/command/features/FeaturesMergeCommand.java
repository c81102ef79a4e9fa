package org.clade.shell.command.features;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.clade.api.features.FeatureWriter;
import org.clade.base.text.Counted;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Merges shards of features. */
@Command(
        name = "features:merge",
        description = "Puts the files that features --shard has written together, with what is next to them.")
public final class FeaturesMergeCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "<file>",
            description = "The file for all images, with the ending of the shards.")
    private String to;

    @Parameters(paramLabel = "<file>", arity = "1..*", description = "The files of all shards, in any order.")
    private List<String> shards;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public FeaturesMergeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path file = context.path(to);
        int images = context.services()
                .get(FeatureWriter.class)
                .merge(file, shards.stream().map(context::path).toList());
        print(context, output, file, images);
        return 0;
    }

    /** Says where the features of all images are. */
    static void print(Context context, Output output, Path file, int images) {
        if (output.json()) {
            JsonObject fields = new JsonObject();
            fields.addProperty("file", file.toString());
            fields.addProperty("images", images);
            output.document(context.console(), fields);
        } else {
            output.sentence(
                    context.console(), "%s holds the features of %s.".formatted(file, Counted.of(images, "image")));
        }
    }
}
