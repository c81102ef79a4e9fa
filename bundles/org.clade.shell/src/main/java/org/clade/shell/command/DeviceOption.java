package org.clade.shell.command;

import picocli.CommandLine.Option;

/** The option for the device. */
public final class DeviceOption {

    @Option(
            names = "--device",
            paramLabel = "<device>",
            defaultValue = "auto",
            description = "Where to compute: auto, cpu, gpu or gpu:<n>. Default: ${DEFAULT-VALUE}.")
    private String device;

    /** {@return the device, as the user named it} */
    public String device() {
        return device;
    }
}
