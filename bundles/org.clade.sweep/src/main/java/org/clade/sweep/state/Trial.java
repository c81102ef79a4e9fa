package org.clade.sweep.state;

import java.nio.file.Path;
import java.util.List;

/**
 * One training of a sweep.
 *
 * @param id its number, {@code 0001} and so on
 * @param name the variant and the changed keys
 * @param recipe its recipe, a file in the sweep's folder
 * @param data the images
 * @param seed the seed
 * @param options further options of the command {@code run}; a path that begins with {@value #SWEEP} is in the sweep's folder
 */
public record Trial(String id, String name, String recipe, String data, long seed, List<String> options) {

    /** Copies the options. */
    public Trial {
        options = List.copyOf(options);
    }

    /** Stands for the sweep's folder, which other machines may see elsewhere. */
    public static final String SWEEP = "{sweep}/";

    /** {@return the trial with the paths of its options on this machine} */
    public Trial in(Path sweep) {
        List<String> resolved = options.stream()
                .map(option -> option.startsWith(SWEEP)
                        ? sweep.resolve(option.substring(SWEEP.length())).toString()
                        : option)
                .toList();
        return new Trial(id, name, recipe, data, seed, resolved);
    }
}
