package org.clade.shell.command.part;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.deploy.DeployService;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows why a part is not available. */
@Command(name = "part:why", description = "Shows why a part is not available.")
public final class PartWhyCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<part>", description = "The part's id, as recipes name it.")
    private String id;

    public PartWhyCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        DeployService service = context.services().get(DeployService.class);
        context.services().awaitReady();
        List<String> sentences = service.why(id);
        if (output.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", id);
            fields.put("why", sentences);
            output.document(context.console(), fields);
        } else {
            sentences.forEach(sentence -> output.sentence(context.console(), sentence));
        }
        return 0;
    }
}
