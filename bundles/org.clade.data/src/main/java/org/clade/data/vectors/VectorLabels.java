package org.clade.data.vectors;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The classes of vectors.
 *
 * @param classes the names of the classes, numbers in their order and texts in that of the alphabet
 * @param ofVectors the class of each vector, from 0
 */
record VectorLabels(List<String> classes, int[] ofVectors) {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    /** {@return the classes that occur among the labels} */
    static VectorLabels of(List<String> labels) {
        boolean numbers =
                labels.stream().allMatch(label -> NUMBER.matcher(label).matches());
        List<String> classes = numbers
                ? labels.stream()
                        .map(Long::valueOf)
                        .distinct()
                        .sorted()
                        .map(String::valueOf)
                        .toList()
                : labels.stream().distinct().sorted().toList();
        Map<String, Integer> places =
                IntStream.range(0, classes.size()).boxed().collect(Collectors.toMap(classes::get, i -> i));
        return new VectorLabels(
                classes,
                labels.stream()
                        .mapToInt(label -> places.get(numbers ? String.valueOf(Long.parseLong(label)) : label))
                        .toArray());
    }
}
