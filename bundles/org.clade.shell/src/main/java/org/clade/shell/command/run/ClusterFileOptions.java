package org.clade.shell.command.run;

import org.clade.api.cluster.FileMode;
import picocli.CommandLine.Option;

/** How images get into the folders of their clusters; one of the options at most. */
final class ClusterFileOptions {

    @Option(
            names = "--link",
            description = "Fill clusters/ with links, or with copies if links cannot be made. The default.")
    private boolean link;

    @Option(names = "--copy", description = "Fill clusters/ with copies of the images.")
    private boolean copy;

    @Option(names = "--no-files", description = "Make no folder clusters/.")
    private boolean none;

    /** {@return what was chosen} */
    FileMode mode() {
        return copy ? FileMode.COPY : none ? FileMode.NONE : FileMode.LINK;
    }
}
