package org.clade.shell.command;

import java.util.Locale;
import picocli.CommandLine.Option;

/** The option for the precision. */
public final class PrecisionOption {

    @Option(
            names = "--precision",
            paramLabel = "<type>",
            description =
                    "Numbers to compute with: fp32, bf16, or auto: bf16 if the processor has units for it. Default: ${DEFAULT-VALUE}.")
    private String precision;

    /**
     * The option.
     *
     * @param fallback its default
     */
    public PrecisionOption(String fallback) {
        precision = fallback;
    }

    /** {@return the precision} */
    public String precision() {
        return precision.toLowerCase(Locale.ROOT);
    }
}
