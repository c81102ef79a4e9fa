package org.clade.shell.gogo;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.clade.shell.CommandCatalog;
import org.jline.builtins.Completers.CompletionData;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The function {@code _completions}: installs the completions of Clade's commands in a session, like one
 * {@code complete -c} line for each command and option. {@code etc/gosh_profile} calls it.
 */
final class InstallCompletions implements Function {

    private static final String CANDIDATES = "_complete";

    private final CommandCatalog catalog;

    InstallCompletions(CommandCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) {
        catalog.names().forEach(name -> Shell.getCompletions(session).put(scoped(name), new Later(name)));
        return null;
    }

    /** {@return the completions of a command} */
    List<CompletionData> completions(String name) {
        CommandSpec spec = catalog.model(name).getCommandSpec();
        List<CompletionData> completions = new ArrayList<>();
        completions.add(new CompletionData(null, spec.usageMessage().description()[0], null, null));
        for (OptionSpec option : spec.options()) {
            completions.add(new CompletionData(List.of(option.names()), text(option), null, null));
        }
        completions.add(new CompletionData(null, null, CANDIDATES, null));
        return completions;
    }

    private static String text(OptionSpec option) {
        return option.description()[0].replaceAll(" Default: .*", "");
    }

    private static String scoped(String name) {
        return name.contains(":") ? name : SessionNames.CLADE + ":" + name;
    }

    /** The completions of a command, built at the first press of Tab. */
    private final class Later extends AbstractList<CompletionData> {

        private final String name;
        private List<CompletionData> made;

        private Later(String name) {
            this.name = name;
        }

        @Override
        public CompletionData get(int index) {
            return made().get(index);
        }

        @Override
        public int size() {
            return made().size();
        }

        private synchronized List<CompletionData> made() {
            if (made == null) {
                made = completions(name);
            }
            return made;
        }
    }
}
