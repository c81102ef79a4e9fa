package org.clade.sweep.tune;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.clade.api.part.RefusedException;
import org.clade.api.sweep.TuneRange;
import org.clade.api.sweep.TuneRequest;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileProblem;

/**
 * What a search is, {@code tune.json}. It never changes. The candidates are points of Sobol's sequence, which cover the ranges more evenly
 * than random ones (Sobol, USSR Comp. Math. 7, 1967).
 *
 * @param variant the variant
 * @param data the images
 * @param options further options of each training
 * @param over the keys and their ranges, as given
 * @param seeds the seeds of each candidate
 * @param minutes the time
 * @param threads threads of each training; 0 for the default
 * @param jobs trainings at once
 * @param candidates the changed keys of each candidate
 * @param rounds the large batches of each round
 */
record TunePlan(
        String variant,
        String data,
        List<String> options,
        List<String> over,
        List<Long> seeds,
        double minutes,
        int threads,
        int jobs,
        List<Map<String, String>> candidates,
        List<Integer> rounds) {

    /** The file. */
    static final String NAME = "tune.json";

    /** One candidate of so many goes on, as in Hyperband (Li et al., JMLR 18, 2018). */
    static final int HALVING = 3;

    /** The last round compares so many candidates at most. */
    private static final int LAST = 3;

    /** Draws for each candidate, of which some repeat earlier ones if there are few values. */
    private static final int DRAWS = 50;

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** {@return the plan of a request} */
    static TunePlan of(TuneRequest request) {
        List<Map<String, String>> candidates = candidates(request.over(), request.trials());
        if (candidates.size() < 2) {
            throw new RefusedException(
                    "A search compares candidates and needs 2 or more of them; give more values with --over or a greater --trials.");
        }
        return new TunePlan(
                request.variant(),
                request.data(),
                request.options(),
                request.over().stream().map(TuneRange::toString).toList(),
                request.seeds(),
                request.minutes(),
                request.threads(),
                request.jobs(),
                candidates,
                rounds(candidates.size(), request.batches()));
    }

    private static List<Map<String, String>> candidates(List<TuneRange> over, int trials) {
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(over.size());
        Set<Map<String, String>> candidates = new LinkedHashSet<>();
        sequence.nextVector(); // the origin, all lower ends
        for (long draw = 0; draw < (long) DRAWS * trials && candidates.size() < trials; draw++) {
            double[] point = sequence.nextVector();
            Map<String, String> candidate = new LinkedHashMap<>();
            for (int i = 0; i < point.length; i++) {
                candidate.put(over.get(i).key(), over.get(i).at(point[i]));
            }
            candidates.add(candidate);
        }
        return List.copyOf(candidates);
    }

    /** {@return the large batches of each round: the last has all, each earlier one a third of the next} */
    static List<Integer> rounds(int candidates, int batches) {
        int count = 1;
        for (int left = candidates; left > LAST; left = kept(left)) {
            count++;
        }
        List<Integer> rounds = new ArrayList<>();
        for (int round = 1; round <= count; round++) {
            int each = (int) Math.max(1, Math.round(batches / Math.pow(HALVING, count - round)));
            rounds.add(each);
        }
        return rounds;
    }

    /** {@return how many of some candidates go on} */
    static int kept(int finished) {
        return Math.max(1, (finished + HALVING - 1) / HALVING);
    }

    /** Writes it into a folder. */
    void write(Path folder) {
        AtomicFile.write(folder.resolve(NAME), GSON.toJson(this) + "\n");
    }

    /** {@return the plan of a folder} */
    static TunePlan read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new RefusedException(
                    "%s is no search: it has no %s; give a folder that tune has made.".formatted(folder, NAME));
        }
        try {
            TunePlan plan = GSON.fromJson(Files.readString(file), TunePlan.class);
            if (plan == null || plan.candidates == null || plan.rounds == null || plan.seeds == null) {
                throw new JsonParseException("other keys");
            }
            return plan;
        } catch (IOException e) {
            throw new RefusedException("%s cannot be read: %s.".formatted(file, FileProblem.words(file, e)), e);
        } catch (JsonParseException e) {
            throw new RefusedException(
                    "%s was edited or damaged; restore it, or start the search in another folder.".formatted(file), e);
        }
    }
}
