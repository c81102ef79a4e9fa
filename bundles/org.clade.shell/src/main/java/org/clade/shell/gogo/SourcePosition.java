package org.clade.shell.gogo;

import java.util.List;
import org.clade.shell.CommandCatalog;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The position of a word in a command line.
 *
 * @param wanted the option or parameter whose value it is
 * @param variant the command's first parameter if that is a variant, otherwise null
 */
record SourcePosition(ArgSpec wanted, String variant) {

    /**
     * Finds the position.
     *
     * @param catalog the commands
     * @param words the words of the line, the command first
     * @param index the index of the word
     * @return the position; null if no word fits
     */
    static SourcePosition of(CommandCatalog catalog, List<String> words, int index) {
        String name = words.get(0).startsWith(SessionNames.CLADE + ":")
                ? words.get(0).substring(SessionNames.CLADE.length() + 1)
                : words.get(0);
        CommandLine model = catalog.model(name);
        if (model == null) {
            return null;
        }
        CommandSpec spec = model.getCommandSpec();
        int positionals = 0;
        String variant = null;
        OptionSpec open = null;
        for (String word : words.subList(1, index)) {
            if (open == null && word.startsWith("-")) {
                OptionSpec option = spec.findOption(word);
                open = option != null && option.arity().max() > 0 ? option : null;
            } else if (open != null) {
                open = null;
            } else {
                variant = positionals == 0 && label(spec, 0).endsWith("variant>") ? word : variant;
                positionals++;
            }
        }
        if (open != null) {
            return new SourcePosition(open, variant);
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            if (parameter.index().contains(positionals)) {
                return new SourcePosition(parameter, variant);
            }
        }
        return null;
    }

    /** {@return whether a folder is possible here} */
    boolean takesFolder() {
        return List.of("<data>", "<folder>").contains(wanted.paramLabel());
    }

    private static String label(CommandSpec spec, int index) {
        return spec.positionalParameters().stream()
                .filter(parameter -> parameter.index().contains(index))
                .map(ArgSpec::paramLabel)
                .findFirst()
                .orElse("");
    }
}
