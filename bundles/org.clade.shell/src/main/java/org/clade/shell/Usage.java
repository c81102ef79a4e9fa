package org.clade.shell;

import java.util.List;
import java.util.stream.Collectors;
import org.clade.api.part.RefusedException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in words how a command was called wrongly. */
final class Usage {

    private Usage() {}

    /** {@return one sentence: what is wrong, what is known, what to do} */
    static String sentence(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().name();
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched(command, name, unmatched.getUnmatched().get(0));
        }
        if (wrong instanceof MissingParameterException missing) {
            String wanted =
                    missing.getMissing().stream().map(ArgSpec::paramLabel).collect(Collectors.joining(" and "));
            return "%s lacks %s; %s --help says what it takes.".formatted(name, wanted, name);
        }
        String message = wrong.getMessage();
        return "%s; %s --help says what it takes."
                .formatted(message.endsWith(".") ? message.substring(0, message.length() - 1) : message, name);
    }

    private static String unmatched(CommandLine command, String name, String word) {
        if (word.startsWith("-")) {
            List<String> options = command.getCommandSpec().options().stream()
                    .map(option -> option.longestName())
                    .toList();
            return RefusedException.unknown("option of " + name, word.replaceAll("=.*", ""), options)
                    .getMessage();
        }
        return "%s does not know what to do with “%s”; %s --help says what it takes.".formatted(name, word, name);
    }
}
