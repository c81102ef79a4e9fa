package org.clade.shell.command;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.shell.context.Context;

/**
 * The end of an epoch of a run, as {@code --fork} names it: {@code <run>@<epoch>}.
 *
 * @param run the run: its name, the end of its name, its folder, or latest
 * @param epoch the epoch, from 1
 */
public record ForkName(String run, int epoch) {

    private static final Pattern FORM = Pattern.compile("(.+)@([1-9]\\d{0,8})");

    /**
     * Reads the value of the option.
     *
     * @param text the value
     * @return the run and the epoch
     * @throws RefusedException if it has another form
     */
    public static ForkName of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new RefusedException(
                    "--fork “%s” names no epoch of a run; write the run, @ and an epoch from 1, as in latest@2."
                            .formatted(text));
        }
        return new ForkName(form.group(1), Integer.parseInt(form.group(2)));
    }

    /** {@return the folder of the run} */
    public Path folder(Context context, RunsFolder runs) throws InterruptedException {
        return runs.find(context, run);
    }

    /** {@return a request for a variant that continues the run; its data, seed and length are those of the run} */
    public RunRequest request(Context context, RunsFolder runs, String variant) throws InterruptedException {
        Path folder = folder(context, runs);
        RunService service = context.services().get(RunService.class);
        return context.services().whenReady(() -> service.fork(context.nameOrPath(variant), folder, epoch));
    }
}
