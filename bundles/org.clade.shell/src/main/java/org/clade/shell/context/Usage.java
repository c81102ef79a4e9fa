package org.clade.shell.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.clade.api.part.RefusedException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains wrong usage of a command. */
public final class Usage {

    /** Options of the first builds, and their present names. */
    private static final Map<String, String> FORMER = Map.of("--rounds", "--max-batches");

    private Usage() {}

    /**
     * The message.
     *
     * @param name the command's name
     * @param wrong picocli's exception
     * @return the message: what is wrong, what is known, what to do
     */
    public static String sentence(String name, ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String help = "%s --help says what it takes.".formatted(command.getCommandName());
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            return word.startsWith("-")
                    ? unknownOption(command, name, word)
                    : "%s does not take “%s”; %s".formatted(name, word, help);
        }
        if (wrong instanceof MissingParameterException missing) {
            String wanted = missing.getMissing().stream().map(Usage::named).collect(Collectors.joining(" and "));
            return "%s lacks %s; %s".formatted(name, wanted, help);
        }
        if (wrong.getArgSpec() != null && wrong.getValue() != null) {
            return "“%s” does not fit %s of %s: it takes %s; %s"
                    .formatted(wrong.getValue(), label(wrong.getArgSpec()), name, takes(wrong.getArgSpec()), help);
        }
        return "%s: %s; %s".formatted(name, wrong.getMessage().replaceAll("\\.$", ""), help);
    }

    private static String unknownOption(CommandLine command, String name, String word) {
        List<String> options = command.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
        String option = word.replaceAll("=.*", "");
        String now = FORMER.get(option);
        RefusedException refused = now != null && options.contains(now)
                ? RefusedException.renamed("option “%s” of %s".formatted(option, name), now)
                : RefusedException.unknown("option of " + name, option, options);
        return refused.getMessage();
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String named(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }

    private static String takes(ArgSpec argument) {
        Class<?> type = argument.type();
        if (argument.completionCandidates() != null) {
            List<String> words = new ArrayList<>();
            argument.completionCandidates().forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
            return "one of " + String.join(", ", words);
        }
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == double.class) {
            return "a number";
        }
        return argument.paramLabel();
    }
}
