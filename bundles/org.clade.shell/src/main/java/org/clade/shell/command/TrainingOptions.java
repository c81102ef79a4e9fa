package org.clade.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clade.api.run.RunRequest;
import org.clade.shell.context.Context;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every training. */
public final class TrainingOptions {

    @Mixin
    private ImagesOption images;

    @Option(
            names = "--set",
            paramLabel = "<key>=<value>",
            description = "Change a key of the variant, such as batch=500; may be given several times.")
    private List<String> changes = new ArrayList<>();

    @Mixin
    private DeviceOption device;

    /** {@return the images, as the user named them} */
    public String data() {
        return images.name();
    }

    /** {@return changed keys of the variant} */
    public Map<String, String> changes() {
        return KeyValues.parse("--set", changes);
    }

    /** {@return the images as a service opens them} */
    public String data(Context context) throws InterruptedException {
        return images.data(context);
    }

    /** {@return a request from the options, otherwise with the defaults of a run} */
    public RunRequest request(Context context, String variant) throws InterruptedException {
        return request(context, variant, data(context));
    }

    /** {@return the same for other images} */
    public RunRequest request(Context context, String variant, String data) throws InterruptedException {
        return RunRequest.of(context.nameOrPath(variant), data)
                .withChanges(changes())
                .withDevice(device.device());
    }
}
