package org.clade.sweep.lattice;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clade.api.part.RefusedException;
import org.clade.api.sweep.LatticeDesign;
import org.clade.api.sweep.LatticeService;
import org.clade.api.variant.LatticeFactor;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileProblem;

/**
 * Which combination each recipe is, {@code lattice.json}.
 *
 * @param variant the variant that the lattice varies
 * @param combinations combinations of all levels
 * @param legal the legal ones
 * @param efficiency the D-efficiency of the chosen ones
 * @param factors the factors
 * @param runs the chosen combinations
 */
public record LatticeFile(
        String variant, int combinations, int legal, double efficiency, List<LatticeFactor> factors, List<Run> runs) {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /**
     * A chosen combination.
     *
     * @param name the name of its recipe
     * @param title what it changes, in words
     * @param levels the level of each factor
     */
    public record Run(String name, String title, List<Integer> levels) {

        /** {@return the file of its recipe} */
        public String file() {
            return name + ".json";
        }
    }

    /** {@return the file of a choice} */
    static LatticeFile of(LatticeDesign design) {
        return new LatticeFile(
                design.lattice().variant(),
                design.lattice().combinations(),
                design.lattice().points().size(),
                design.efficiency(),
                design.lattice().factors(),
                design.points().stream()
                        .map(point -> new Run(
                                point.recipe().name(),
                                point.recipe().provenance().title(),
                                point.levels()))
                        .toList());
    }

    /** Writes it into a folder. */
    void write(Path folder) {
        AtomicFile.write(folder.resolve(LatticeService.FILE), GSON.toJson(this) + "\n");
    }

    /**
     * Reads the file of a folder.
     *
     * @param folder the folder
     * @return its lattice
     * @throws RefusedException if it has none, or a damaged one
     */
    public static LatticeFile read(Path folder) {
        Path file = folder.resolve(LatticeService.FILE);
        try {
            LatticeFile read = GSON.fromJson(Files.readString(file), LatticeFile.class);
            if (read == null
                    || read.factors == null
                    || read.runs == null
                    || read.runs.stream()
                            .anyMatch(run -> run.name == null
                                    || run.levels == null
                                    || run.levels.size() != read.factors.size())) {
                throw new JsonParseException("other keys");
            }
            return read;
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be read: %s; give a folder that variant:lattice has made, or a sweep of it."
                            .formatted(file, FileProblem.words(file, e)),
                    e);
        } catch (JsonParseException e) {
            throw new RefusedException(
                    "%s was edited or damaged; make the lattice again with variant:lattice.".formatted(file), e);
        }
    }
}
