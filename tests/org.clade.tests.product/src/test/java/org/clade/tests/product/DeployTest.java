package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Third-party bundles, good and bad ones, are deployed into a running Clade and removed again. */
class DeployTest {
    private static final String GOOD = "return p.max(new int[] {1}).mean().neg();";
    private static final String STRONGER = "return p.max(new int[] {1}).mean().mul(-2f);";
    private static final String RUN = "run gatcluster-28 --data fashion-mnist-10k --limit 200 --progress none"
            + " --set batch=100 --set minibatch=50 --set epochs_per_batch=1 --set evaluate=1";

    @TempDir
    private static Path folder;

    private static LiveProduct clade;

    @BeforeAll
    static void start() throws IOException {
        clade = LiveProduct.start(
                folder,
                "-Dclade.deploy.start.seconds=3 -Dclade.deploy.check.seconds=4 -Dclade.run.tell.seconds=2"
                        + " -Dclade.run.stop.seconds=2");
    }

    @AfterAll
    static void stop() throws IOException {
        clade.close();
    }

    private static SmallBundle bundle(String name) {
        return SmallBundle.named("org.example." + name, folder);
    }

    private static SmallBundle task(String name, String body) {
        return bundle(name).task(name, "", body);
    }

    private static boolean serves(String id) throws InterruptedException {
        return clade.run("part:list task").out().contains(" " + id + " ");
    }

    private static String version(String id) throws InterruptedException {
        Outcome info = clade.run("part:info " + id + " --json");
        return info.code() != 0
                ? ""
                : info.json()
                        .getAsJsonArray()
                        .get(0)
                        .getAsJsonObject()
                        .get("version")
                        .getAsString();
    }

    private static JsonObject entry(String file) throws InterruptedException {
        for (JsonElement refused : clade.run("part:refused --json").json().getAsJsonArray()) {
            if (refused.getAsJsonObject().get("file").getAsString().equals(file)) {
                return refused.getAsJsonObject();
            }
        }
        return new JsonObject();
    }

    @Test
    void aBundleServesIsUsedIsUpdatedIsBrokenAndGoes() throws Exception {
        Path jar = clade.deployed("life.jar");
        task("life", GOOD).jar(jar);
        clade.await("part:info life", outcome -> outcome.code() == 0)
                .says("org.example.life 1.0.0")
                .says("deploy/life.jar");
        clade.run("part:why life").expect(0).says("The task life is available");
        clade.run("part:verify life").expect(0).says("keeps 12 of 12 promises");
        Outcome run = clade.run(RUN + " --max-batches 2 --out life --set 'tasks=separability=1; life=1'")
                .expect(0);
        assertTrue(run.out().contains("life"), run::toString);

        task("life", STRONGER).with("Bundle-Version", "1.1.0").jar(jar);
        clade.await("part:info life --json", outcome -> outcome.out().contains("\"1.1.0\""));

        task("life", "throw new IllegalStateException(\"worn out\");")
                .with("Bundle-Version", "1.2.0")
                .jar(jar);
        clade.await("part:refused", outcome -> outcome.out().contains("worn out"));
        assertTrue(entry("life.jar")
                .get("findings")
                .toString()
                .contains("org.example.life 1.1.0, which served before, continues to serve"));
        assertEquals("1.1.0", version("life"), "a failed update changes nothing");

        task("life", GOOD).with("Bundle-Version", "1.3.0").jar(jar);
        clade.await("part:info life --json", outcome -> outcome.out().contains("\"1.3.0\""));
        assertTrue(entry("life.jar").isEmpty(), "a repaired jar is no longer refused");

        task("life", GOOD).with("Bundle-Version", "1.1.0").jar(jar);
        clade.await("part:info life --json", outcome -> outcome.out().contains("\"1.1.0\""));
        assertTrue(clade.said().contains("life.jar: It replaced 1.3.0 by 1.1.0, an older version."), clade::said);

        Files.delete(jar);
        clade.await("part:info life", outcome -> outcome.code() == 2);
        clade.run("variant:list").expect(0);
    }

    @Test
    void aVariantComesAndGoesWithTheJarThatBringsIt() throws Exception {
        Path own = folder.resolve("own.json");
        clade.run("variant:export gatcluster-28 " + own).expect(0);
        String recipe = Files.readString(own).replace("org.clade.variant~gatcluster-28", "org.clade.variant~of-a-jar");
        Path jar = clade.deployed("recipes.jar");
        recipes("recipes", recipe).jar(jar);
        clade.await("variant:show of-a-jar", outcome -> outcome.code() == 0).says("gaussian");
        clade.run(RUN.replace("gatcluster-28", "of-a-jar") + " --max-batches 1 --out of-a-jar")
                .expect(0);
        Files.delete(jar);
        clade.await("variant:show of-a-jar", outcome -> outcome.code() == 2).complains("no variant");
        clade.run("variant:show gatcluster-28").expect(0);

        Path byHand = recipes("by-hand", recipe).jar(folder.resolve("built/by-hand.jar"));
        clade.run("part:deploy " + byHand).expect(0).says("org.example.by-hand 1.0.0 serves: variant of-a-jar.");
        clade.run("part:undeploy org.example.by-hand").expect(0).says("and with it variant of-a-jar");
    }

    private static SmallBundle recipes(String name, String recipe) {
        return bundle(name)
                .with(
                        "Require-Capability",
                        "osgi.extender;filter:='(&(osgi.extender=osgi.configurator)(version>=1.0)(!(version>=2.0)))'")
                .file("OSGI-INF/configurator/of-a-jar.json", recipe);
    }

    @Test
    void aJarThatIsGivenByHandIsKeptInTheFolderUntilItIsUndeployed() throws Exception {
        Path jar = task("hand", GOOD).jar(folder.resolve("built/hand.jar"));
        clade.run("part:deploy " + jar).expect(0).says("org.example.hand 1.0.0 serves: task hand");
        assertTrue(Files.exists(clade.deployed("hand.jar")));
        assertTrue(Files.exists(jar));
        task("hand", STRONGER).jar(jar);
        clade.run("part:deploy " + jar).expect(0);
        task("hand", STRONGER).with("Bundle-Version", "0.9.0").jar(jar);
        clade.run("part:deploy " + jar).expect(0).says("It replaced 1.0.0 by 0.9.0, an older version.");
        assertTrue(serves("hand"));
        clade.run("part:undeploy org.example.hnad").expect(2).complains("Did you mean org.example.hand?");
        clade.run("part:undeploy org.example.hand").expect(0).says("task hand");
        assertFalse(serves("hand"));
        assertFalse(Files.exists(clade.deployed("hand.jar")));
        assertTrue(Files.exists(clade.deployed("undeployed/hand.jar")));
        clade.run("part:deploy " + folder.resolve("nowhere.jar")).expect(2).complains("There is no file");
    }

    @Test
    void eachFaultHasItsSentenceAndNothingOfItIsSeen() throws Exception {
        Map<String, String> sentences = new LinkedHashMap<>();
        refused(
                sentences,
                "absent",
                task("absent", GOOD).with("Import-Package", "org.example.nowhere,*"),
                "org.example.nowhere, which no bundle exports");
        refused(
                sentences,
                "future",
                task("future", GOOD).with("Import-Package", "org.clade.api.task;version=\"[9,10)\",*"),
                "in version [9.0,10.0), and org.clade.api exports version");
        refused(
                sentences,
                "taken",
                bundle("taken").task("entropy", "", GOOD),
                "offers the task entropy, which org.clade.task.entropy");
        refused(
                sentences,
                "misspelt",
                recipes("misspelt", "{\"org.clade.variant~m\": {\"epcohs\": 3}}"),
                "OSGI-INF/configurator/of-a-jar.json of org.example.misspelt 1.0.0, line 1: ");
        refused(
                sentences,
                "no-json",
                recipes("no-json", "{\"org.clade.variant~m\": {\"epochs\": 3 \"batch\": 32}}"),
                "OSGI-INF/configurator/of-a-jar.json of org.example.no-json 1.0.0 is not a recipe in JSON: line 1");
        refused(
                sentences,
                "same",
                recipes(
                        "same",
                        "{\"org.clade.variant~mmdc-mnist\": {\"backbone\": \"vgg\", \"heads\": [\"mlp\"],"
                                + " \"tasks\": [\"entropy=3\"], \"epochs\": 1}}"),
                "has a recipe of the variant mmdc-mnist, which org.clade.variant.mmdc");
        refused(
                sentences,
                "unread",
                bundle("unread").file("OSGI-INF/configurator/a.json", "{}"),
                "org.example.unread 1.0.0 has recipes in OSGI-INF/configurator, but its manifest does not require the Configurator");
        refused(sentences, "empty", bundle("empty").with("-resourceonly", "true"), "has no part");
        refused(
                sentences,
                "engine",
                SmallBundle.withTask("org.clade.engine", folder, "engine", GOOD),
                "restart needed");
        refused(sentences, "djl", SmallBundle.withTask("org.clade.djl", folder, "djl", GOOD), "restart needed");
        refused(
                sentences,
                "fragment",
                bundle("fragment").with("Fragment-Host", "org.clade.engine").with("-resourceonly", "true"),
                "fragments cannot join");
        refused(
                sentences,
                "unlisted",
                task("unlisted", GOOD).without("OSGI-INF/org.example.unlisted.UnlistedTask.xml"),
                "names the component description OSGI-INF/org.example.unlisted.UnlistedTask.xml");
        refused(
                sentences,
                "constructor",
                bundle("constructor")
                        .task(
                                "constructor",
                                "public ConstructorTask() { throw new IllegalArgumentException(\"no license\"); }",
                                GOOD),
                "ConstructorTask did not start: it threw java.lang.IllegalArgumentException: no license");
        refused(
                sentences,
                "hollow",
                task("hollow", GOOD).without("org/example/hollow/HollowTask.class"),
                "org.example.hollow 1.0.0 needs the class org.example.hollow.HollowTask");
        refused(
                sentences,
                "needy",
                task("needy", "new org.example.lib.Absent(); " + GOOD)
                        .source("org.example.lib.Absent", "package org.example.lib; public class Absent {}")
                        .with("Import-Package", "!org.example.lib,*"),
                "It needs the class org.example.lib.Absent");
        refused(
                sentences,
                "no-activator",
                activator("unstarted", "").without("org/example/unstarted/Start.class"),
                "needs the class org.example.unstarted.Start");
        refused(
                sentences,
                "no-library",
                task("noLibrary", GOOD)
                        .file("lib/a.jar", "")
                        .with("Bundle-ClassPath", ".,lib/a.jar")
                        .without("lib/a.jar"),
                "names lib/a.jar, which is not in the jar");
        refused(
                sentences,
                "slow",
                bundle("slow")
                        .task("slow", "public SlowTask() throws InterruptedException { Thread.sleep(600_000); }", GOOD),
                "blocks: the component of the task slow was still in org.example.slow.SlowTask.<init>");
        refused(
                sentences,
                "lonely",
                bundle("lonely").task("lonely", "@Reference java.util.concurrent.Callable<?> other;", GOOD),
                "waits for a service java.util.concurrent.Callable");
        refused(
                sentences,
                "activator",
                activator("activator", "throw new IllegalStateException(\"not today\");"),
                "its activator org.example.activator.Start threw java.lang.IllegalStateException: not today");
        refused(
                sentences,
                "sleeper",
                activator("sleeper", "Thread.sleep(600_000);"),
                "blocks: its start was still in org.example.sleeper.Start.start");
        refused(
                sentences,
                "thrower",
                task("thrower", "throw new IllegalStateException(\"always\");"),
                "It threw java.lang.IllegalStateException: always");
        refused(
                sentences,
                "blocker",
                task("blocker", "while (true) { java.util.concurrent.locks.LockSupport.parkNanos(1_000_000); }"),
                "It was still in org.example.blocker.BlockerTask.loss");
        refused(
                sentences,
                "leaky",
                task("leaky", "p.getManager().getParentManager().ones(p.getShape()); " + GOOD),
                "a step leaks no arrays");
        refused(sentences, "vector", task("vector", "return p.max(new int[] {1});"), "The loss has shape");
        refused(sentences, "future-java", task("tomorrow", GOOD).forJava(99), "was compiled for Java 99");
        Files.writeString(clade.deployed("text.jar"), "this is no jar");
        sentences.put("text.jar", "cannot be read as a jar");
        byte[] half = Files.readAllBytes(task("half", GOOD).jar(folder.resolve("built/half.jar")));
        Files.write(clade.deployed("half.jar"), Arrays.copyOf(half, half.length / 2));
        sentences.put("half.jar", "is damaged or incomplete");

        for (Map.Entry<String, String> fault : sentences.entrySet()) {
            clade.await("part:refused --json", outcome -> outcome.json().getAsJsonArray().asList().stream()
                    .map(JsonElement::getAsJsonObject)
                    .anyMatch(entry -> entry.get("file").getAsString().equals(fault.getKey())
                            && entry.get("findings")
                                    .toString()
                                    .replace("\\u003c", "<")
                                    .replace("\\u003e", ">")
                                    .contains(fault.getValue())));
        }
        Outcome parts = clade.run("part:list").expect(0);
        assertFalse(parts.out().contains("org.example.thrower"), parts::toString);
        assertFalse(parts.out().contains("org.example.leaky"), parts::toString);
        clade.run("part:why leaky")
                .expect(0)
                .says("leaky.jar, which declares it, is refused.")
                .says("a step leaks no arrays");
        clade.run("part:why lonely").expect(0).says("waits for a service");
        clade.run("part:verify leaky").expect(2).complains("a step leaks no arrays");

        Files.write(
                clade.deployed("half.jar"),
                Arrays.copyOfRange(half, half.length / 2, half.length),
                StandardOpenOption.APPEND);
        clade.await("part:info half", outcome -> outcome.code() == 0);
        for (String fault : sentences.keySet()) {
            Files.delete(clade.deployed(fault));
        }
        clade.await("part:refused", outcome -> outcome.out().contains("No bundle is refused."));
        clade.run("felix:lb org.example -s").expect(0);
        clade.run("part:verify entropy").expect(0);
    }

    private static void refused(Map<String, String> sentences, String name, SmallBundle bundle, String sentence) {
        bundle.jar(clade.deployed(name + ".jar"));
        sentences.put(name + ".jar", sentence);
    }

    private static SmallBundle activator(String name, String body) {
        return task(name, GOOD)
                .source(
                        "org.example." + name + ".Start",
                        """
                        package org.example.%s;

                        public class Start implements org.osgi.framework.BundleActivator {
                            public void start(org.osgi.framework.BundleContext context) throws Exception {
                                %s
                            }

                            public void stop(org.osgi.framework.BundleContext context) {}
                        }
                        """
                                .formatted(name, body))
                .with("Bundle-Activator", "org.example." + name + ".Start");
    }

    @Test
    void aBundleThatWaitsForAnotherServesAsSoonAsThatComes() throws Exception {
        task("guest", "return org.example.host.Host.half(p.max(new int[] {1}).mean().neg());")
                .source("org.example.host.Host", HOST)
                .with("Private-Package", "org.example.guest")
                .with("Import-Package", "org.example.host,*")
                .jar(clade.deployed("guest.jar"));
        clade.await("part:refused", outcome -> outcome.out().contains("imports the package org.example.host"));
        bundle("host")
                .source("org.example.host.Host", HOST)
                .with("Export-Package", "org.example.host")
                .jar(clade.deployed("host.jar"));
        clade.await("part:info guest", outcome -> outcome.code() == 0);
        Files.delete(clade.deployed("guest.jar"));
        Files.delete(clade.deployed("host.jar"));
        clade.await("part:info guest", outcome -> outcome.code() == 2);
    }

    private static final String HOST =
            """
            package org.example.host;

            public class Host {
                public static ai.djl.ndarray.NDArray half(ai.djl.ndarray.NDArray loss) {
                    return loss.mul(0.5f);
                }
            }
            """;

    @Test
    void twoJarsOfOneNameAreOneBundleTheNewerOne() throws Exception {
        task("twin", GOOD).jar(clade.deployed("twin-1.jar"));
        clade.await("part:info twin", outcome -> outcome.code() == 0);
        task("twin", STRONGER).jar(clade.deployed("twin-1-copy.jar"));
        clade.await("part:refused", outcome -> outcome.out().contains("remove one of the two"));
        task("twin", STRONGER).with("Bundle-Version", "2.0.0").jar(clade.deployed("twin-2.jar"));
        clade.await("part:info twin --json", outcome -> outcome.out().contains("\"2.0.0\""));
        Files.delete(clade.deployed("twin-2.jar"));
        clade.await("part:info twin --json", outcome -> outcome.out().contains("\"1.0.0\""));
        Files.delete(clade.deployed("twin-1.jar"));
        Files.delete(clade.deployed("twin-1-copy.jar"));
        clade.await("part:info twin", outcome -> outcome.code() == 2);
    }

    @Test
    void aPartThatThrowsInTheMiddleOfARunEndsItInWords() throws Exception {
        Path trigger = folder.resolve("throw");
        task("fickle", when(trigger, "throw new IllegalStateException(\"tired\");"))
                .jar(clade.deployed("fickle.jar"));
        clade.await("part:info fickle", outcome -> outcome.code() == 0);
        String command = RUN + " --max-batches 100000 --out fickle --set 'tasks=separability=1; fickle=1'";
        int run = clade.begin(command);
        clade.await("status", outcome -> outcome.out().contains("running"));
        Files.createFile(trigger);
        Outcome outcome = clade.ended(command, run)
                .expect(1)
                .complains("task fickle=1 of org.example.fickle 1.0.0 threw java.lang.IllegalStateException: tired");
        RunFolder left = runIn("fickle");
        assertEquals("failed", left.json("summary.json").get("status").getAsString(), outcome::toString);
        assertTrue(left.lines("events.jsonl").stream().anyMatch(line -> line.contains("checkpointed")));
        Files.delete(trigger);
        clade.run("part:undeploy fickle").expect(0);
        clade.run(RUN + " --max-batches 1 --out after").expect(0);
    }

    @Test
    void aPartThatBlocksInARunIsNamedAndStopAnswers() throws Exception {
        Path trigger = folder.resolve("block");
        task(
                        "sleepy",
                        when(
                                trigger,
                                "try { Thread.sleep(600_000); } catch (InterruptedException e) { throw new IllegalStateException(\"woken\"); }"))
                .jar(clade.deployed("sleepy.jar"));
        clade.await("part:info sleepy", outcome -> outcome.code() == 0);
        String command = RUN + " --max-batches 100000 --out sleepy --set 'tasks=separability=1; sleepy=1'";
        int run = clade.begin(command);
        clade.await("status", outcome -> outcome.out().contains("running"));
        Files.createFile(trigger);
        RunFolder left = runIn("sleepy");
        clade.await("status", outcome -> left.lines("events.jsonl").stream()
                .anyMatch(line -> line.contains("\"blocked\"") && line.contains("sleepy")));
        clade.run("stop");
        clade.ended(command, run)
                .expect(1)
                .complains("has waited for the task sleepy=1 of org.example.sleepy 1.0.0")
                .complains("threw java.lang.IllegalStateException: woken");
        Files.delete(trigger);
        clade.run("part:undeploy sleepy").expect(0);
        clade.run(RUN + " --max-batches 1 --out awake").expect(0);
    }

    @Test
    void aPartThatCannotBeWokenIsGivenUpAndTheShellGoesOn() throws Exception {
        Path trigger = folder.resolve("stubborn-trigger");
        String wait = "while (java.nio.file.Files.exists(java.nio.file.Path.of(\"%s\")))"
                + " { java.util.concurrent.locks.LockSupport.parkNanos(100_000_000); }";
        task("stubborn", wait.formatted(trigger) + GOOD).jar(clade.deployed("stubborn.jar"));
        clade.await("part:info stubborn", outcome -> outcome.code() == 0);
        String command = RUN + " --max-batches 100000 --out stubborn --set 'tasks=separability=1; stubborn=1'";
        int run = clade.begin(command);
        clade.await("status", outcome -> outcome.out().contains("running"));
        Files.createFile(trigger);
        RunFolder left = runIn("stubborn");
        clade.await("status", outcome -> left.lines("events.jsonl").stream()
                .anyMatch(line -> line.contains("\"blocked\"") && line.contains("stubborn")));
        clade.run("stop");
        clade.ended(command, run)
                .expect(1)
                .complains("The run was given up: the task stubborn=1 of org.example.stubborn 1.0.0");
        assertEquals("failed", left.json("summary.json").get("status").getAsString());
        clade.run("part:list").expect(0);
        clade.run(RUN + " --max-batches 1 --out refused").expect(2).complains("restart Clade");
        clade.run("part:verify entropy").expect(2).complains("restart Clade");
        Files.delete(trigger);
        clade.await(RUN + " --max-batches 1 --out free", outcome -> outcome.code() == 0);
        clade.run("part:undeploy stubborn").expect(0);
    }

    @Test
    void aPartThatLeavesArraysBehindInARunIsTold() throws Exception {
        Path trigger = folder.resolve("leak");
        task("messy", when(trigger, "p.getManager().getParentManager().ones(p.getShape());"))
                .jar(clade.deployed("messy.jar"));
        clade.await("part:info messy", outcome -> outcome.code() == 0);
        Files.createFile(trigger);
        clade.run(RUN + " --max-batches 8 --out messy --set 'tasks=separability=1; messy=1'")
                .expect(0)
                .complains("more arrays in memory")
                .complains("task messy=1 of org.example.messy 1.0.0");
        assertTrue(runIn("messy").lines("events.jsonl").stream().anyMatch(line -> line.contains("\"leaking\"")));
        clade.run("part:verify messy").expect(1).says("a step leaks no arrays");
        clade.run("part:undeploy messy").expect(0);
    }

    /** The body of a task that behaves differently as soon as a file exists. */
    private static String when(Path trigger, String other) {
        return "if (java.nio.file.Files.exists(java.nio.file.Path.of(\"%s\"))) { %s } %s"
                .formatted(trigger, other, GOOD);
    }

    private static RunFolder runIn(String name) throws IOException {
        try (java.util.stream.Stream<Path> files = Files.walk(folder.resolve(name))) {
            return new RunFolder(files.filter(file -> file.endsWith("recipe.json"))
                    .map(Path::getParent)
                    .findFirst()
                    .orElseThrow());
        }
    }

    @Test
    void aBundleIsCheckedBetweenTwoStepsOfARun() throws Exception {
        String command = RUN + " --max-batches 100000 --out parallel";
        int run = clade.begin(command);
        clade.await("status", outcome -> outcome.out().contains("running"));
        task("parallel", GOOD).jar(clade.deployed("parallel.jar"));
        clade.await("part:info parallel", outcome -> outcome.code() == 0);
        clade.run("status").says("running");
        Files.delete(clade.deployed("parallel.jar"));
        clade.run("stop").expect(0);
        clade.ended(command, run).expect(130);
        List<JsonObject> events = runIn("parallel").jsonLines("events.jsonl");
        assertEquals("stopped", events.get(events.size() - 1).get("event").getAsString());
    }
}
