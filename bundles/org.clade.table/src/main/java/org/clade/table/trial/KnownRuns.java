package org.clade.table.trial;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunService;
import org.clade.api.run.RunSummary;
import org.clade.api.variant.VariantService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The finished runs below a folder, by what decides their numbers. */
final class KnownRuns {

    /** The part of {@code request.json} that the summary does not have. */
    private record Requested(String data, int limit, int seconds) {}

    private static final Logger LOG = LoggerFactory.getLogger(KnownRuns.class);
    private static final Gson GSON = new Gson();

    private final VariantService variants;
    private final Map<RunIdentity, RunReport> runs = new HashMap<>();

    /**
     * Reads the finished runs below a folder.
     *
     * @param service finds runs
     * @param variants reads recipes
     * @param folder the folder; it need not exist
     */
    KnownRuns(RunService service, VariantService variants, Path folder) {
        this.variants = variants;
        if (Files.isDirectory(folder)) {
            service.list(folder).forEach(this::add);
        }
    }

    /** {@return a finished run} */
    Optional<RunReport> find(RunIdentity identity) {
        return Optional.ofNullable(runs.get(identity));
    }

    /**
     * Adds a run if it is finished, whole and unedited.
     *
     * @param report the run
     */
    void add(RunReport report) {
        Optional<RunSummary> whole = report.summary()
                .filter(summary -> summary.outcome() == RunOutcome.COMPLETED
                        && summary.edited().isEmpty());
        if (whole.isEmpty()) {
            return;
        }
        try {
            Requested requested =
                    GSON.fromJson(Files.readString(report.folder().resolve("request.json")), Requested.class);
            if (requested == null || requested.data() == null || requested.seconds() != 0) {
                return;
            }
            RunSummary.Setup setup = whole.get().setup();
            runs.put(
                    new RunIdentity(
                            RecipeIdentities.of(variants.recipe(
                                    report.folder().resolve("recipe.json").toString())),
                            RunIdentity.images(requested.data(), setup.data(), setup.protocol()),
                            requested.limit(),
                            setup.seed(),
                            setup.precision()),
                    report);
        } catch (IOException | JsonParseException | RefusedException e) {
            LOG.debug("{} does not count for tables", report.folder(), e);
        }
    }
}
