package org.clade.shell.gogo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.clade.shell.CommandCatalog;
import org.jline.builtins.Completers.CompletionData;
import org.junit.jupiter.api.Test;

class SourcePositionTest {

    private final CommandCatalog catalog = new CommandCatalog();

    @Test
    void theFirstWordAfterRunIsAVariant() {
        assertEquals("<variant>", label("run", ""));
        assertEquals("<variant>", label("clade:run", "gat"));
        assertEquals("<variant>", label("variant:show", ""));
        assertEquals("<variant>", label("run", "--seed", "3", ""));
        assertEquals("<variant>", label("run", "--json", ""));
    }

    @Test
    void anOptionsValueIsWhatItsLabelSays() {
        assertEquals("<data>", label("run", "gatcluster-28", "--data", ""));
        assertEquals("<split>", label("run", "gatcluster-28", "--split", ""));
        assertTrue(position("run", "gatcluster-28", "--data", "").takesFolder());
        assertFalse(position("run", "").takesFolder());
    }

    @Test
    void keysAreThoseOfTheVariantOnTheLine() {
        SourcePosition position = position("run", "gatcluster-28", "--set", "");
        assertEquals("<key>=<value>", position.wanted().paramLabel());
        assertEquals("gatcluster-28", position.variant());
    }

    @Test
    void nothingIsWantedAfterTheLastParameterOrOfOtherCommands() {
        assertNull(position("run", "gatcluster-28", ""));
        assertNull(position("scr:list", ""));
    }

    @Test
    void everyCommandAndOptionIsCompletedWithASentence() {
        InstallCompletions install = new InstallCompletions(catalog);
        for (String name : catalog.names()) {
            List<CompletionData> completions = install.completions(name);
            assertTrue(
                    completions.stream()
                            .filter(completion -> completion.argument == null)
                            .allMatch(completion -> !completion.description.isBlank()),
                    name);
            assertTrue(
                    completions.stream()
                            .anyMatch(
                                    completion -> completion.options != null && completion.options.contains("--help")),
                    name);
        }
    }

    private String label(String... words) {
        return position(words).wanted().paramLabel();
    }

    private SourcePosition position(String... words) {
        return SourcePosition.of(catalog, List.of(words), words.length - 1);
    }
}
