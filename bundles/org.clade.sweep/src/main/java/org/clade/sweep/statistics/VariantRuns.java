package org.clade.sweep.statistics;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Runs that differ in their seeds alone.
 *
 * @param name the variant, and what tells it from others of its name
 * @param data the data set
 * @param runs the runs by seed
 */
record VariantRuns(String name, String data, SortedMap<Long, FinishedRun> runs) {

    /**
     * Groups runs.
     *
     * @param all the runs
     * @param leftOut receives a sentence for each run that repeats another one
     * @return the groups, in the order of their first runs
     */
    static List<VariantRuns> of(List<FinishedRun> all, List<String> leftOut) {
        Map<List<Object>, List<FinishedRun>> groups = all.stream()
                .collect(Collectors.groupingBy(
                        run -> List.of(run.summary().setup().variant(), run.data(), run.settings()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<VariantRuns> variants = new ArrayList<>();
        groups.values().forEach(runs -> {
            SortedMap<Long, FinishedRun> bySeed = new TreeMap<>();
            runs.forEach(run -> {
                FinishedRun earlier = bySeed.put(run.summary().setup().seed(), run);
                if (earlier != null) {
                    leftOut.add("%s repeats %s and counts in its place.".formatted(run.folder(), earlier.folder()));
                }
            });
            FinishedRun first = runs.get(0);
            variants.add(new VariantRuns(named(first, all), first.data(), bySeed));
        });
        return variants;
    }

    private static String named(FinishedRun run, List<FinishedRun> all) {
        String variant = run.summary().setup().variant();
        List<Map<String, JsonElement>> others = all.stream()
                .filter(other -> other.summary().setup().variant().equals(variant)
                        && other.data().equals(run.data()))
                .map(FinishedRun::settings)
                .distinct()
                .toList();
        Set<String> keys = new TreeSet<>();
        others.forEach(settings -> keys.addAll(settings.keySet()));
        Map<String, JsonElement> own = run.settings();
        Set<String> differing = keys.stream()
                .filter(key -> others.stream().anyMatch(other -> !Objects.equals(other.get(key), own.get(key))))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return differing.isEmpty()
                ? variant
                : variant
                        + differing.stream()
                                .map(key -> key + "=" + text(own.get(key)))
                                .collect(Collectors.joining(", ", " [", "]"));
    }

    private static String text(JsonElement value) {
        return value == null ? "none" : value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }
}
