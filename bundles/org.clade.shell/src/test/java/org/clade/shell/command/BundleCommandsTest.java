package org.clade.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.clade.api.deploy.DeployService;
import org.clade.api.part.RefusedException;
import org.clade.api.runtime.BundleInfo;
import org.clade.api.runtime.BundleRuntime;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeServices;
import org.clade.shell.FakeVariants;
import org.junit.jupiter.api.Test;

class BundleCommandsTest {
    private final OneBundle bundles = new OneBundle();
    private final CommandLineProbe line = CommandLineProbe.batch(
            new FakeServices().with(BundleRuntime.class, bundles).with(VariantService.class, new Dependent(bundles)));

    @Test
    void bundlesOfPartsAreListedAndTheOthersWhenAskedFor() {
        line.run("bundle:list");
        assertEquals(
                List.of("BUNDLE  VERSION  STATE   BRINGS", "parts   1.0.0    active  task x, 2 variants"),
                line.out().lines().toList());
        assertTrue(line.run("bundle:list", "--all").out().contains("engine"), line.out());
        JsonArray json = line.run("bundle:list", "--json").json().getAsJsonArray();
        assertEquals("parts", json.get(0).getAsJsonObject().get("name").getAsString());
    }

    @Test
    void stoppingAndStartingSayWhichVariantsGoAndComeBack() {
        line.run("bundle:stop", "parts");
        assertTrue(line.out().startsWith("parts is stopped; good is waiting for it."), line.out());
        assertTrue(line.run("bundle:stop", "parts").out().startsWith("parts is stopped; no variant needs it."));
        line.run("bundle:start", "parts");
        assertTrue(line.out().startsWith("parts is started; good is ready again."), line.out());
        assertEquals(2, line.run("bundle:stop", "engine").code);
        assertTrue(line.err().contains("stands on it"), line.err());
    }

    @Test
    void whatBelongsToTheProductIsNotTakenAway() {
        DeployService none = (DeployService) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DeployService.class}, (proxy, method, arguments) -> {
                    throw RefusedException.unknown("bundle of yours", (String) arguments[0], List.of("mine"));
                });
        CommandLineProbe probe = CommandLineProbe.batch(
                new FakeServices().with(BundleRuntime.class, bundles).with(DeployService.class, none));
        for (String name : List.of("parts", "x")) {
            assertEquals(2, probe.run("part:undeploy", name).code);
            assertEquals(
                    "clade: parts belongs to the product, and only your own bundles can be removed; bundle:stop parts"
                            + " stops it.",
                    probe.err().strip());
        }
        probe.run("part:undeploy", "engine");
        assertTrue(probe.err().contains("engine belongs to the product, and everything needs it"), probe.err());
        probe.run("part:undeploy", "mime");
        assertTrue(probe.err().contains("Did you mean mine?"), probe.err());
    }

    private static final class OneBundle implements BundleRuntime {
        private boolean active = true;

        @Override
        public List<BundleInfo> bundles() {
            return List.of(
                    new BundleInfo(1, "engine", "1.0.0", "ACTIVE", List.of(), 0, false),
                    new BundleInfo(2, "parts", "1.0.0", active ? "ACTIVE" : "RESOLVED", List.of("task x"), 2, true));
        }

        @Override
        public BundleInfo start(String nameOrId) {
            active = true;
            return bundles().get(1);
        }

        @Override
        public BundleInfo stop(String nameOrId) {
            if (nameOrId.equals("engine")) {
                throw new RefusedException("Clade stands on it.");
            }
            active = false;
            return bundles().get(1);
        }
    }

    /** One variant, ready while the bundle is active. */
    private record Dependent(OneBundle bundles) implements VariantService {
        @Override
        public List<VariantStatus> list() {
            return List.of(
                    new VariantStatus("good", "", "", "", bundles.active, List.of(), VariantStatus.Origin.SHIPPED));
        }

        @Override
        public Recipe recipe(String nameOrFile) {
            return new FakeVariants().recipe(nameOrFile);
        }

        @Override
        public VariantLease use(String nameOrFile, Map<String, String> changes) {
            throw new UnsupportedOperationException(nameOrFile);
        }

        @Override
        public void write(Recipe recipe, java.nio.file.Path file) {
            throw new UnsupportedOperationException(file.toString());
        }
    }
}
