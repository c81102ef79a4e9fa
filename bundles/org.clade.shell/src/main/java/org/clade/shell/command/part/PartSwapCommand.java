package org.clade.shell.command.part;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.part.RefusedException;
import org.clade.api.run.PartSwap;
import org.clade.api.run.PartSwaps;
import org.clade.api.run.Replacement;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Swaps parts of an active run. */
@Command(
        name = "part:swap",
        description =
                "Replaces a loss task, a pseudo-target strategy or an image operation of an active run after its current"
                        + " large batch. If the new part does harm, the run returns to the old one.")
public final class PartSwapCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Option(names = "--detach", description = "Do not wait until the run has taken the new part.")
    private boolean detach;

    @Parameters(
            index = "0",
            paramLabel = "<run>",
            description = "The run: its name or a part of it, or latest for the active run.")
    private String run;

    @Parameters(
            index = "1",
            paramLabel = "<part>",
            description = "The id of the part to replace; <phase>.<id> for one phase only.")
    private String old;

    @Parameters(
            index = "2..*",
            arity = "1..*",
            paramLabel = "<new>",
            description =
                    "The new part, as recipes write it: entropy(floor=0)=2. Further pairs of old and new parts are"
                            + " swapped at the same time.")
    private List<String> rest;

    public PartSwapCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        PartSwap swap = context.services().get(PartSwaps.class).swap(run, replacements());
        if (!detach) {
            if (!output.json()) {
                output.sentence(context.console(), swap.sentence());
            }
            swap.await();
        }
        if (context.interactive()) {
            announce(swap);
        }
        if (swap.state() == PartSwap.State.REFUSED) {
            throw new RefusedException(swap.sentence());
        }
        if (output.json()) {
            output.document(context.console(), fields(swap));
        } else {
            output.sentence(context.console(), swap.sentence());
        }
        return 0;
    }

    private List<Replacement> replacements() {
        if (rest.size() % 2 == 0) {
            throw new RefusedException("part:swap takes a run, then pairs of an old and a new part; %s has no new part."
                    .formatted(rest.get(rest.size() - 1)));
        }
        List<Replacement> replacements = new ArrayList<>();
        replacements.add(new Replacement(old, rest.get(0)));
        for (int i = 1; i < rest.size(); i += 2) {
            replacements.add(new Replacement(rest.get(i), rest.get(i + 1)));
        }
        return replacements;
    }

    /** Reports the result later if it is unexpected. */
    private void announce(PartSwap swap) {
        PartSwap.State said = swap.state();
        Thread waiting = new Thread(
                () -> {
                    try {
                        PartSwap.State verdict = swap.awaitOutcome();
                        if (verdict != said && verdict != PartSwap.State.KEPT) {
                            context.console().later().accept(swap.sentence());
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "clade-announcement");
        waiting.setDaemon(true);
        waiting.start();
    }

    private static Map<String, Object> fields(PartSwap swap) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run", swap.run().id());
        fields.put("folder", swap.run().folder());
        fields.put("state", swap.state().name().toLowerCase(Locale.ROOT));
        fields.put("sentence", swap.sentence());
        return fields;
    }
}
