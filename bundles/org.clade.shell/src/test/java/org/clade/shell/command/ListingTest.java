package org.clade.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.lang.reflect.Proxy;
import java.util.List;
import org.clade.api.data.DataService;
import org.clade.api.part.Option;
import org.clade.api.part.PartKind;
import org.clade.api.runtime.PartInfo;
import org.clade.api.runtime.PartRuntime;
import org.clade.api.variant.VariantComposer;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeComposer;
import org.clade.shell.FakeData;
import org.clade.shell.FakeServices;
import org.clade.shell.FakeVariants;
import org.clade.shell.service.Platform;
import org.junit.jupiter.api.Test;

class ListingTest {

    private final FakeServices services = new FakeServices()
            .with(VariantService.class, new FakeVariants())
            .with(VariantComposer.class, new FakeComposer())
            .with(PartRuntime.class, new Parts())
            .with(DataService.class, new FakeData(true));
    private final CommandLineProbe line = CommandLineProbe.batch(services);

    @Test
    void variantsAreListedWhenAllHasComeUp() {
        line.run("variant:list");
        assertEquals(1, services.awaited);
        assertEquals(
                List.of(
                        "VARIANT  METHOD  SOURCE     READY  FROM            TITLE",
                        "good     M       reference  yes    Clade           A good one",
                        "poor     M       own        no     you, not saved  A poor one",
                        "variant:why says why a variant is not ready."),
                line.out().lines().toList());
    }

    @Test
    void variantsInJsonHaveTheFieldsThatArePromised() {
        JsonArray list = line.run("variant:list", "--json").json().getAsJsonArray();
        JsonObject poor = list.get(1).getAsJsonObject();
        assertEquals(
                List.of("name", "title", "method", "reading", "available", "missing", "origin"),
                List.copyOf(poor.keySet()));
        assertEquals(
                "There is no task “x”.",
                poor.get("missing").getAsJsonArray().get(0).getAsString());
    }

    @Test
    void variantsAreFilteredByNameMethodAndTitle() {
        assertEquals(
                3,
                line.run("variant:list", "POOR", "--method", "m").out().lines().count());
        assertTrue(line.out().contains("A poor one"), line.out());
        assertEquals(
                1,
                line.run("variant:list", "a good", "--json")
                        .json()
                        .getAsJsonArray()
                        .size());
        assertTrue(line.run("variant:list", "none").out().startsWith("None of the 2 variants matches"), line.out());
        assertEquals(
                0,
                line.run("variant:list", "none", "--json")
                        .json()
                        .getAsJsonArray()
                        .size());
        assertEquals(2, line.run("variant:list", "--method", "x").code);
        assertTrue(line.err().contains("There is no method “x”; known are M."), line.err());
    }

    @Test
    void titlesCannotCommandTheTerminal() {
        FakeVariants evil = new FakeVariants() {
            @Override
            public List<VariantStatus> list() {
                return List.of(new VariantStatus(
                        "a\u001b[31m", "x\ny\u0007", "M", "own", true, List.of(), VariantStatus.Origin.SAVED));
            }
        };
        CommandLineProbe probe = CommandLineProbe.batch(new FakeServices().with(VariantService.class, evil));
        probe.run("variant:list");
        assertEquals(2, probe.out().lines().count(), probe.out());
        assertTrue(probe.out().contains("a\\u001b[31m"), probe.out());
        assertTrue(probe.out().contains("x\\ny\\u0007"), probe.out());
        JsonObject json = probe.run("variant:list", "--json")
                .json()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        assertEquals("a\u001b[31m", json.get("name").getAsString());
        probe.run("variant:show", "\u001b[2Jx\ny");
        assertEquals(1, probe.err().lines().count(), probe.err());
        assertTrue(probe.err().contains("“\\u001b[2Jx\\ny”"), probe.err());
    }

    @Test
    void whyNamesWhatIsMissing() {
        assertEquals(0, line.run("variant:why", "poor").code);
        assertTrue(line.out().contains("There is no task “x”."), line.out());
        line.run("variant:why", "good");
        assertEquals(
                "good is ready: all its parts are available and fit each other.",
                line.out().strip());
        assertEquals(2, line.run("variant:why", "god").code);
        assertTrue(line.err().contains("Did you mean good?"), line.err());
    }

    @Test
    void showTellsWhatItIsMadeOf() {
        line.run("variant:show", "good");
        assertTrue(line.out().contains("backbone         vgg(blocks=2)"), line.out());
        assertTrue(line.out().contains("  tasks          entropy=3"), line.out());
        assertTrue(line.out().contains("large batches of 1000, minibatches of 32, 8 passes"), line.out());
        assertTrue(line.out().contains("length           4 epochs"), line.out());
        JsonObject json = line.run("variant:show", "good", "--json").json().getAsJsonObject();
        assertEquals(
                "vgg(blocks=2)",
                json.get("recipe").getAsJsonObject().get("backbone").getAsString());
    }

    @Test
    void partsInJsonHaveTheFieldsThatArePromised() {
        JsonObject part =
                line.run("part:list", "--json").json().getAsJsonArray().get(0).getAsJsonObject();
        for (String field : List.of("id", "kind", "bundle", "version", "state")) {
            assertTrue(part.has(field), field);
        }
    }

    @Test
    void partsAreListedByKind() {
        assertEquals(2, line.run("part:list", "backbone").out().lines().count());
        assertEquals(2, line.run("part:list", "bacbone").code);
        assertTrue(line.err().contains("Did you mean backbone?"), line.err());
    }

    @Test
    void partInfoExplainsOptions() {
        line.run("part:info", "vgg");
        assertTrue(line.out().contains("OPTION  DEFAULT  TAKES"), line.out());
        assertTrue(line.out().contains("a whole number from 1 to 4"), line.out());
        JsonObject option = line.run("part:info", "vgg", "--json")
                .json()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .get("options")
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        assertEquals("integer", option.get("type").getAsString());
        assertEquals(
                "It takes no options.",
                line.run("part:info", "entropy")
                        .out()
                        .lines()
                        .skip(5)
                        .findFirst()
                        .orElse(""));
    }

    @Test
    void dataIsDescribedAndChecked() {
        assertTrue(line.run("data:list").out().contains("fashion-mnist-10k       8  1×2×2"), line.out());
        assertTrue(line.run("data:info", "fashion-mnist-10k").out().contains("black 4, white 4"), line.out());
        assertEquals(0, line.run("data:check", "fashion-mnist-10k").code);
        assertTrue(line.out().contains("All 8 images can be read."), line.out());
        assertEquals(2, line.run("data:info", "fashion-mnist-1k").code);
        assertTrue(line.err().contains("Did you mean fashion-mnist-10k?"), line.err());
    }

    @Test
    void anEmptyListOfVariantsIsNoSuccess() {
        VariantService none = (VariantService) Proxy.newProxyInstance(
                ListingTest.class.getClassLoader(),
                new Class<?>[] {VariantService.class},
                (proxy, method, arguments) -> List.of());
        CommandLineProbe probe = CommandLineProbe.batch(new FakeServices().with(VariantService.class, none));
        assertEquals(1, probe.run("variant:list").code);
        assertEquals("", probe.out());
        assertTrue(probe.err().contains("There is no variant"), probe.err());
        assertEquals(1, probe.run("variant:list", "--json").code);
        assertEquals(0, probe.json().getAsJsonArray().size());
    }

    @Test
    void doctorNamesBundlesThatAreNotActive() {
        CommandLineProbe probe = CommandLineProbe.batch(
                new FakeServices().with(new Platform.BundleState("org.clade.run", "0.1.0", "RESOLVED")));
        assertEquals(1, probe.run("doctor").code);
        assertTrue(probe.out().contains("The bundle org.clade.run 0.1.0 is RESOLVED instead of ACTIVE."), probe.out());
        assertTrue(probe.out().contains("TensorEngine did not become available"), probe.out());
        JsonObject json = probe.run("doctor", "--json").json().getAsJsonObject();
        assertTrue(json.get("problems").getAsJsonArray().size() >= 2);
        assertEquals("0.1.0", json.get("clade").getAsString());
    }

    private static final class Parts implements PartRuntime {

        @Override
        public List<PartInfo> parts() {
            return List.of(
                    new PartInfo(
                            "vgg",
                            PartKind.BACKBONE,
                            "Convolutions.",
                            "org.clade.backbone.vgg",
                            "0.1.0",
                            "product",
                            "ACTIVE",
                            List.of(Option.integer("blocks", 3, 1, 4, "How many blocks."))),
                    new PartInfo(
                            "entropy",
                            PartKind.TASK,
                            "Entropy.",
                            "org.clade.task.entropy",
                            "0.1.0",
                            "deploy/entropy.jar",
                            "ACTIVE",
                            List.of()));
        }

        @Override
        public List<PartInfo> find(String id) {
            return parts().stream().filter(part -> part.id().equals(id)).toList();
        }
    }
}
