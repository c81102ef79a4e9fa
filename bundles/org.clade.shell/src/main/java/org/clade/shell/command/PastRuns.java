package org.clade.shell.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clade.api.part.RefusedException;
import org.clade.api.run.PartSwaps;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunService;

/**
 * The run folders below a folder.
 *
 * @param root the folder
 * @param reports a report for each
 */
public record PastRuns(Path root, List<RunReport> reports) {

    /**
     * Finds run folders.
     *
     * @param service finds them
     * @param root their parent folder
     * @return the run folders
     */
    static PastRuns below(RunService service, Path root) {
        return new PastRuns(root, Files.isDirectory(root) ? service.list(root) : List.of());
    }

    /** {@return a run's name: its folder, relative to the root} */
    public String name(RunReport report) {
        return root.toAbsolutePath()
                .normalize()
                .relativize(report.folder().toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
    }

    /**
     * Finds a run.
     *
     * @param name its name, the end of its name, its folder, or {@value PartSwaps#LATEST}
     * @return the latest run with this name
     * @throws RefusedException if there is none
     */
    public RunReport find(String name) {
        String wanted = name.replace('\\', '/').replaceAll("/$", "");
        return reports.stream()
                .filter(report -> wanted.equals(PartSwaps.LATEST)
                        || name(report).equals(wanted)
                        || name(report).endsWith("/" + wanted)
                        || report.folder().equals(Path.of(wanted))
                        || report.folder()
                                .toAbsolutePath()
                                .normalize()
                                .equals(Path.of(wanted).toAbsolutePath().normalize()))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> reports.isEmpty()
                        ? new RefusedException(
                                "There is no run “%s”: %s holds no run folders; run creates one, --out names another folder."
                                        .formatted(name, root))
                        : RefusedException.unknown(
                                "run", name, reports.stream().map(this::name).toList()));
    }
}
