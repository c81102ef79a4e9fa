package org.clade.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.clade.api.part.RefusedException;
import org.clade.api.runtime.PartInfo;
import org.clade.api.runtime.PartRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {

    private final CommandLineProbe line = CommandLineProbe.single(new FakeServices());

    @Test
    void unknownCommandNamesTheNearest() {
        line.run("vriant:list");
        assertEquals(2, line.code);
        assertEquals("", line.out());
        assertTrue(line.err().startsWith("clade: There is no command “vriant:list”; of the "), line.err());
        assertTrue(line.err().contains(" known the most alike are data:list, part:list, "), line.err());
        assertTrue(line.err().stripTrailing().endsWith("Did you mean variant:list?"), line.err());
        assertEquals(1, line.err().lines().count());
    }

    @Test
    void unknownOptionNamesTheNearest() {
        line.run("run", "gatcluster-28", "--sed", "3");
        assertEquals(2, line.code);
        assertTrue(line.err().startsWith("clade: There is no option of run “--sed”"), line.err());
        assertTrue(line.err().contains("Did you mean --seed?"), line.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            run                              | run lacks <variant>; clade run --help says what it takes.
            run a b                          | run does not take “b”; clade run --help says what it takes.
            run a --epochs x                 | “x” does not fit --epochs of run: it takes a whole number; clade run --help says what it takes.
            run a --progress loud            | “loud” does not fit --progress of run: it takes one of auto, bar, plain, json, none; clade run --help says what it takes.
            run a --split some               | “some” does not fit --split of run: it takes one of all, train, test; clade run --help says what it takes.
            run a --set batch                | “batch” does not fit --set: it takes a key and a value, as in batch=500.
            run a --set batch=1 --set batch=2 | batch is given twice, as batch=1 and as batch=2; give each key once.
            run a --set clusters=7 --k 5     | clusters is given twice, as --k 5 and as --set clusters=7; leave one of them out.
            demo --minutes 1,5               | “1,5” does not fit --minutes of demo: it takes a number; clade demo --help says what it takes.
            demo --minutes NaN               | “NaN” does not fit --minutes of demo: it takes a number; clade demo --help says what it takes.
            demo --minutes 0x1p3             | “0x1p3” does not fit --minutes of demo: it takes a number; clade demo --help says what it takes.
            run a --limit -1                 | --limit must not be negative but is -1; give a whole number from 0, where 0 means the default.
            run a --detach                   | --detach needs the interactive shell or a script; start clade without arguments, or leave --detach out.
            data                             | data stands for several commands; write one of data:list, data:info, data:check.
            demo --minutes 0                 | --minutes must be above 0 and at most 10000 but is 0.0; give a number such as 5.
            """)
    void wrongUsageIsOneSentence(String words, String sentence) {
        line.run(words.split(" "));
        assertEquals("clade: " + sentence + System.lineSeparator(), line.err());
        assertEquals(2, line.code);
        assertEquals("", line.out());
    }

    @Test
    void missingServiceFailsWithOneSentence() {
        line.run("variant:list");
        assertEquals(1, line.code);
        assertEquals(
                "clade: Clade's VariantService did not become available within 10 seconds; the command doctor says which bundles"
                        + " are not active.",
                line.err().strip());
    }

    @Test
    void refusalIsShownAsItStands() {
        CommandLineProbe probe = CommandLineProbe.batch(new FakeServices().with(PartRuntime.class, parts(() -> {
            throw new RefusedException("This is refused.");
        })));
        assertEquals(2, probe.run("part:list").code);
        assertEquals("clade: This is refused.", probe.err().strip());
    }

    @Test
    void failureIsOneSentenceAndItsPlaceIsShownOnRequestOnly() {
        CommandLineProbe probe = CommandLineProbe.batch(new FakeServices().with(PartRuntime.class, parts(() -> {
            throw new IllegalStateException("broken");
        })));
        assertEquals(1, probe.run("part:list").code);
        assertEquals(
                "clade: Clade failed at “part:list”. This is a bug in Clade, not an error in your input; --debug shows the"
                        + " trace.",
                probe.err().strip());
        assertEquals(1, probe.run("part:list", "--debug").code);
        assertTrue(probe.err().contains("    at org.clade.shell.CliTest"), probe.err());
    }

    @Test
    void errorsOfTheMachineAreSentencesToo() {
        CommandLineProbe probe = CommandLineProbe.batch(new FakeServices().with(PartRuntime.class, parts(() -> {
            throw new OutOfMemoryError("heap");
        })));
        assertEquals(1, probe.run("part:list").code);
        assertTrue(probe.err().contains("CLADE_OPTS=-Xmx4g"), probe.err());
    }

    @Test
    void shellSaysItWithoutPrefixAndWraps() {
        CommandLineProbe shell = CommandLineProbe.shell(new FakeServices());
        shell.run("vriant:list");
        assertTrue(shell.err().startsWith("There is no command"), shell.err());
        assertTrue(shell.err().lines().allMatch(text -> text.length() < 100), shell.err());
    }

    @Test
    void versionIsOneLine() {
        assertEquals(0, line.run("--version").code);
        assertEquals("Clade 0.1.0", line.out().strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void helpListsEveryCommand(String word) {
        assertEquals(0, line.run(word).code);
        for (String name : new CommandCatalog().names()) {
            assertTrue(line.out().contains("clade " + name), name);
        }
        assertTrue(line.out().lines().allMatch(text -> text.length() <= 120), line.out());
    }

    @Test
    void everyCommandExplainsItself() {
        for (String name : new CommandCatalog().names()) {
            assertEquals(0, line.run(name, "--help").code, name);
            assertTrue(line.out().startsWith("Usage: clade " + name), line.out());
            assertEquals("", line.err());
            String asked = line.out();
            line.run("help", name);
            assertEquals(asked, line.out());
        }
    }

    @Test
    void groupAndCommandMayBeTwoWords() {
        CommandLineProbe probe = CommandLineProbe.batch(new FakeServices().with(PartRuntime.class, parts(() -> {})));
        probe.run("part:list", "--json");
        String colon = probe.out();
        probe.run("part", "list", "--json");
        assertEquals(0, probe.code);
        assertEquals(colon, probe.out());
        assertFalse(colon.isBlank());
    }

    private static PartRuntime parts(Runnable before) {
        return new PartRuntime() {
            @Override
            public List<PartInfo> parts() {
                before.run();
                return List.of();
            }

            @Override
            public List<PartInfo> find(String id) {
                return parts();
            }
        };
    }
}
