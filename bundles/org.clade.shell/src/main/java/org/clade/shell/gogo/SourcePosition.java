package org.clade.shell.gogo;

import java.util.List;
import org.clade.shell.CommandCatalog;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The place in a command's line where a word is wanted.
 *
 * @param wanted the option or parameter that it is the value of
 * @param variant the command's first parameter where that is a variant, otherwise null
 */
record SourcePosition(ArgSpec wanted, String variant) {

    /**
     * Finds the place.
     *
     * @param catalog the commands
     * @param words the words of the line, the command first
     * @param index which of them is wanted
     * @return the place, null if nothing is wanted
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

    /** {@return whether a folder may stand here} */
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
