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
     * Looks for run folders.
     *
     * @param service finds them
     * @param root where
     * @return what there is
     */
    static PastRuns below(RunService service, Path root) {
        return new PastRuns(root, Files.isDirectory(root) ? service.list(root) : List.of());
    }

    /** {@return a run's name: its folder, seen from the root} */
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
     * @param name its name, the end of it, its folder, or {@value PartSwaps#LATEST}
     * @return the latest that is meant
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
                                "There is no run “%s”: %s holds no run folders; run makes one, --out names another folder."
                                        .formatted(name, root))
                        : RefusedException.unknown(
                                "run", name, reports.stream().map(this::name).toList()));
    }
}
