package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deployed bundles end the process, block its end, or change shared state. */
class EndedProductTest {
    private static final String TASK = "return p.max(new int[] {1}).mean().neg();";

    @TempDir
    private Path folder;

    private Product clade;

    @BeforeEach
    void copyProduct() throws IOException {
        clade = Product.ofItsOwn(folder);
    }

    private Path deployed(String name) {
        return clade.home().resolve("deploy").resolve(name + ".jar");
    }

    private SmallBundle bundle(String name, String start, String stop) {
        return SmallBundle.named("org.example." + name, folder)
                .task(name, "", TASK)
                .source(
                        "org.example." + name + ".Start",
                        """
                        package org.example.%s;

                        public class Start implements org.osgi.framework.BundleActivator {
                            public void start(org.osgi.framework.BundleContext context) throws Exception {
                                %s
                            }

                            public void stop(org.osgi.framework.BundleContext context) throws Exception {
                                %s
                            }
                        }
                        """
                                .formatted(name, start, stop))
                .with("Bundle-Activator", "org.example." + name + ".Start");
    }

    @Test
    void aBundleThatEndsCladeIsNamedAndNotStartedAgain() {
        SmallBundle.named("org.example.ender", folder)
                .task("ender", "static { System.exit(0); }", TASK)
                .jar(deployed("ender"));
        clade.run("variant:list")
                .expect(1)
                .inWords()
                .complains(
                        "org.example.ender 1.0.0 (ender.jar) called System.exit (org.example.ender.EnderTask.<clinit>)");

        clade.run("part:refused")
                .expect(0)
                .inWords()
                .complains("org.example.ender 1.0.0 called System.exit")
                .complains("To try it again, replace or touch deploy/ender.jar, or run part:deploy");
    }

    @Test
    void aBundleThatStopsTheFrameworkIsNamed() {
        bundle("stopper", "context.getBundle(0).stop(); Thread.sleep(60_000);", "")
                .jar(deployed("stopper"));
        clade.run("variant:list")
                .expect(1)
                .inWords()
                .complains("org.example.stopper 1.0.0 (stopper.jar) stopped the framework");
    }

    @ParameterizedTest
    @CsvSource({"step, failed", "thread, stopped"})
    void aTrainingThatABundleEndsLeavesItsResults(String where, String status) throws Exception {
        Path trigger = folder.resolve("trigger");
        String call = where.equals("step")
                ? "System.exit(0);"
                : "new Thread(() -> Runtime.getRuntime().halt(0), \"late\").start();";
        SmallBundle.named("org.example.late", folder)
                .task(
                        "late",
                        "",
                        "if (java.nio.file.Files.exists(java.nio.file.Path.of(\"%s\"))) { %s } %s"
                                .formatted(trigger, call, TASK))
                .jar(deployed("late"));
        Product.Running run = clade.with("CLADE_OPTS", "-Dclade.run.stop.seconds=2")
                .start(
                        "run",
                        "gatcluster-28",
                        "--data",
                        "fashion-mnist-10k",
                        "--limit",
                        "200",
                        "--max-batches",
                        "100000",
                        "--set",
                        "batch=100",
                        "--set",
                        "minibatch=50",
                        "--set",
                        "evaluate=1",
                        "--set",
                        "tasks=separability=1; late=1");
        run.awaitEvent("checkpointed");
        Files.createFile(trigger);
        Outcome outcome = run.await(Duration.ofMinutes(5))
                .expect(1)
                .complains("org.example.late 1.0.0 (late.jar) called System.exit (org.example.late.LateTask.");
        assertEquals(
                status, outcome.onlyRun().json("summary.json").get("status").getAsString(), outcome::toString);
    }

    @Test
    void whatBlocksTheEndIsNamedAndTheResultStands() {
        bundle(
                        "blocker",
                        """
                        System.out.close();
                        Thread hook = new Thread(() -> {
                            while (true) {
                                java.util.concurrent.locks.LockSupport.park();
                            }
                        }, "endless");
                        Runtime.getRuntime().addShutdownHook(hook);
                        """,
                        "System.out.close();")
                .jar(deployed("blocker"));
        clade.with("CLADE_OPTS", "-Dclade.exit.seconds=6")
                .run("part:list")
                .expect(0)
                .inWords()
                .says("org.example.blocker")
                .complains("The thread 'endless'")
                .complains("was still busy 6 s after the command had ended");
    }

    @Test
    void aBundleThatChangesTheProcessIsRefusedAndTheChangeUndone() {
        bundle(
                        "changer",
                        """
                        System.setProperty("java.io.tmpdir", "/nowhere");
                        System.setOut(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
                        java.util.Locale.setDefault(java.util.Locale.forLanguageTag("ar-EG-u-nu-arab"));
                        """,
                        "")
                .jar(deployed("changer"));
        clade.run("part:refused", "--json")
                .expect(0)
                .says(
                        "org.example.changer 1.0.0 changes System.out, the default locale, the system property java.io.tmpdir");
    }

    @Test
    void aProcessInTheBackgroundStopsOnSigtermAndSaysHow() throws Exception {
        Path script = Files.writeString(folder.resolve("wait.clade"), "sleep 100000\n");
        Path pid = folder.resolve("pid");
        Path err = folder.resolve("err");
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        "trap '' INT; \"$0\" -f \"$1\" & echo $! > \"$2\"; wait $!",
                        clade.home().resolve("bin/clade").toString(),
                        script.toString(),
                        pid.toString())
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile())
                .start();
        Product.Running running = new Product.Running(shell, List.of("sh"), folder, err, err);
        running.awaitText("ignores SIGINT; kill ");
        String id = Files.readString(pid).strip();
        assertTrue(Outcome.text(err).contains("kill " + id + " stops it"), () -> Outcome.text(err));
        new ProcessBuilder("kill", id).inheritIO().start().waitFor();
        running.await(Duration.ofMinutes(1)).expect(143).inWords();
    }
}
