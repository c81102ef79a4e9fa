package org.clade.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import org.clade.api.part.Option;
import org.clade.api.part.PartKind;
import org.clade.api.runtime.PartInfo;
import org.clade.api.runtime.PartRuntime;
import org.clade.api.variant.VariantComposer;
import org.clade.api.variant.VariantService;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeComposer;
import org.clade.shell.FakeServices;
import org.clade.shell.FakeVariants;
import org.junit.jupiter.api.Test;

class ComposeCommandsTest {
    private final FakeComposer composer = new FakeComposer();
    private final FakeServices services = new FakeServices()
            .with(VariantService.class, new FakeVariants())
            .with(VariantComposer.class, composer)
            .with(PartRuntime.class, new OneTask());
    private final CommandLineProbe script = CommandLineProbe.batch(services);

    @Test
    void whatIsDerivedIsSaidAndNotSavedUnasked() {
        script.run(
                "variant:derive",
                "good",
                "--as",
                "mine",
                "--without",
                "a",
                "--without=b",
                "--with",
                "c=3",
                "--set",
                "d=1; 2");
        assertEquals(List.of("derive good mine without a, b, with c=3, d=1; 2"), composer.calls);
        assertEquals(
                List.of(
                        "KEY    BEFORE       NOW",
                        "tasks  attention=5  -",
                        "good is ready to run, until this script ends; variant:save good keeps it."),
                script.out().lines().toList());
        script.run("variant:derive", "good", "--as", "mine", "--save");
        assertTrue(script.out().contains("saved in good.json"), script.out());
        CommandLineProbe shell = CommandLineProbe.shell(services).run("variant:derive", "good", "--as", "mine");
        assertTrue(shell.out().contains("until this shell ends"), shell.out());
    }

    @Test
    void aCommandThatIsAllThatAProcessDoesSaves() {
        CommandLineProbe single = CommandLineProbe.single(services);
        JsonObject said = single.run("variant:derive", "good", "--as", "mine", "--json")
                .json()
                .getAsJsonObject();
        assertEquals("good.json", said.get("file").getAsString());
        single.run("variant:set", "good", "batch=500");
        assertEquals(List.of("derive good mine ", "save good", "change good batch=500", "save good"), composer.calls);
    }

    @Test
    void keysAreSetByWhatStandsBehindTheName() {
        script.run("variant:set", "good", "batch=500", "tasks=a=1; b", "--without", "c");
        assertEquals(List.of("change good without c, batch=500, tasks=a=1; b"), composer.calls);
    }

    @Test
    void savingDeletingAndExportingAreHandedOn() {
        script.run("variant:save", "good");
        script.run("variant:delete", "good");
        script.run("variant:export", "good", "file.json");
        script.run("variant:export", "good", "file.json", "--overwrite");
        assertEquals(
                List.of("save good", "delete good", "export good file.json false", "export good file.json true"),
                composer.calls);
    }

    @Test
    void differencesAreATableOrJson() {
        script.run("variant:diff", "good", "good");
        assertEquals(
                List.of("KEY    good         good", "tasks  attention=5  -"),
                script.out().lines().toList());
        JsonObject difference = script.run("variant:diff", "good", "good", "--json")
                .json()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        assertEquals("attention=5", difference.get("left").getAsString());
        assertEquals(2, script.run("variant:diff", "good", "god").code);
        assertTrue(script.err().contains("Did you mean good?"), script.err());
    }

    @Test
    void helpExplainsKeysAndTheirParts() {
        script.run("variant:help");
        assertTrue(script.out().contains("batch  whole number   1000           Images of a batch."), script.out());
        script.run("variant:help", "cluster.tasks");
        assertTrue(script.out().contains("must be given"), script.out());
        assertTrue(script.out().contains("support  2        a whole number from 1 to 9  Which."), script.out());
        assertFalse(script.run("variant:help", "batch").out().contains("support"), script.out());
        assertEquals(2, script.run("variant:help", "bacth").code);
        assertTrue(script.err().contains("Did you mean batch?"), script.err());
        JsonObject json = script.run("variant:help", "tasks", "--json").json().getAsJsonObject();
        assertEquals(
                "entropy",
                json.getAsJsonArray("parts").get(0).getAsJsonObject().get("id").getAsString());
        assertTrue(json.get("required").getAsBoolean());
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : List.of("derive", "set", "diff", "save", "delete", "export", "help")) {
            script.run("variant:" + command, "--help");
            assertEquals(0, script.code, command);
            assertTrue(script.out().startsWith("Usage: clade variant:" + command), script.out());
        }
    }

    private static final class OneTask implements PartRuntime {
        @Override
        public List<PartInfo> parts() {
            return List.of(new PartInfo(
                    "entropy",
                    PartKind.TASK,
                    "Spreads.",
                    "b",
                    "1",
                    "product",
                    "ACTIVE",
                    List.of(Option.integer("support", 2, 1, 9, "Which."))));
        }

        @Override
        public List<PartInfo> find(String id) {
            return parts();
        }
    }
}
