package org.clade.sweep.tune;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.clade.api.part.RefusedException;
import org.clade.base.file.AtomicFile;

/**
 * How the candidates of a round compare, {@code ranking.json} in its folder. It is written once, when the round has ended.
 *
 * @param rows a row for each candidate that finished with all seeds, the best first
 */
record RoundResult(List<Row> rows) {

    private static final String NAME = "ranking.json";
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /**
     * A candidate.
     *
     * @param candidate its number in the plan, from 0
     * @param stability null if unknown
     * @param silhouette null if unknown
     * @param effective null if unknown
     * @param score 0 to 1
     * @param accuracy null without labels
     */
    record Row(int candidate, Double stability, Double silhouette, Double effective, double score, Double accuracy) {}

    /** Orders the rows, equal ones by their numbers. */
    RoundResult {
        rows = rows.stream()
                .sorted(Comparator.comparingDouble((Row row) -> -row.score()).thenComparingInt(Row::candidate))
                .toList();
    }

    /** {@return the candidates that go on} */
    List<Integer> kept() {
        return rows.stream()
                .limit(TunePlan.kept(rows.size()))
                .map(Row::candidate)
                .toList();
    }

    /** Writes it into the folder of a round. */
    void write(Path round) {
        AtomicFile.write(round.resolve(NAME), GSON.toJson(this) + "\n");
    }

    /** {@return the result of a round, if it has ended} */
    static Optional<RoundResult> read(Path round) {
        Path file = round.resolve(NAME);
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(GSON.fromJson(Files.readString(file), RoundResult.class))
                    : Optional.empty();
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw new RefusedException(
                    "%s was edited or damaged; delete it, and the round is scored again.".formatted(file), e);
        }
    }
}
