package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of a cluster, each a process of the product with the bundle that the product does not contain. */
class MembersTest {

    private static final Path BUNDLE = Path.of("../../bundles/org.clade.hazelcast/target");

    @TempDir
    private Path folder;

    private Product product;
    private final List<Product.Running> members = new ArrayList<>();

    @BeforeEach
    void deploy() throws IOException {
        product = Product.ofItsOwn(folder);
        try (Stream<Path> jars = Files.list(BUNDLE)) {
            Path jar = jars.filter(file ->
                            file.getFileName().toString().matches("org.clade.hazelcast-[^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
            Files.copy(jar, product.home().resolve("deploy").resolve(jar.getFileName()));
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Product.Running member : members) {
            member.process().destroyForcibly().waitFor();
        }
    }

    private static String port() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    private Product.Running member(String said, String... words) throws InterruptedException {
        Product.Running member = product.start(words);
        members.add(member);
        return member.awaitText(said);
    }

    @Test
    void theTrialOfAKilledMemberIsTakenOverAndCountsOnce() throws Exception {
        String first = port();
        String address = "127.0.0.1:" + first;
        Product.Running one = member("no other member yet", "cluster:start", "--port", first, "--jobs", "1");
        Product.Running two = member("2 members", "cluster:join", address, "--port", port(), "--jobs", "1");
        one.awaitText("has joined");

        Product.Running sweep =
                product.start(Stream.concat(TrainedSweep.THREE.stream(), Stream.of("--cluster", address))
                        .toArray(String[]::new));
        two.awaitText("begins");
        JsonObject status = product.run("cluster:status", address, "--json")
                .expect(0)
                .json()
                .getAsJsonObject();
        assertEquals(2, status.getAsJsonArray("members").size());
        two.process().destroyForcibly().waitFor();
        one.awaitText("has left").awaitText("taken over");

        Outcome outcome = sweep.await(Duration.ofMinutes(20));
        outcome.expect(0).inWords().says("finished  3").says("acc mean").complains("epoch");
        TrainedSweep trained = new TrainedSweep(folder.resolve("s"));
        assertEquals(List.of("0001.json", "0002.json", "0003.json"), trained.results());
        assertEquals(
                "",
                Outcome.errors(sweep.err())
                        .lines()
                        .filter(line -> line.toUpperCase(Locale.ROOT).startsWith("WARN"))
                        .findFirst()
                        .orElse(""));

        // A trial on a member equals one of a sweep without members.
        Outcome alone = product.run(TrainedSweep.SECOND_ALONE.toArray(String[]::new));
        alone.expect(0);
        assertEquals(alone.onlyRun().lines("metrics.csv"), trained.run(2).lines("metrics.csv"));
        one.signal("INT").awaitText("Leaving; others take over what this member computes.");
        assertEquals(130, one.await(Duration.ofMinutes(3)).code());
    }

    @Test
    void everyRowOfAPredictionIsThereOnceThoughAMemberIsKilled() throws Exception {
        Outcome trained = product.run(
                "run",
                "mmdc-mnist",
                "--data",
                "fashion-mnist-10k",
                "--limit",
                "256",
                "--max-batches",
                "2",
                "--no-baseline");
        trained.expect(0);
        String run = trained.onlyRun().path().toString();
        product.run("predict", run, "fashion-mnist-10k", "--limit", "4000", "--to", "alone.csv")
                .expect(0);

        String first = port();
        String address = "127.0.0.1:" + first;
        Product.Running one = member("no other member yet", "cluster:start", "--port", first, "--jobs", "1");
        Product.Running two = member("2 members", "cluster:join", address, "--port", port(), "--jobs", "1");
        Product.Running predict = product.start(
                "predict",
                run,
                "fashion-mnist-10k",
                "--limit",
                "4000",
                "--shards",
                "4",
                "--to",
                "together.csv",
                "--cluster",
                address);
        two.awaitText("begins");
        two.process().destroyForcibly().waitFor();
        predict.await(Duration.ofMinutes(20)).expect(0).inWords();
        one.awaitText("has left");
        assertEquals(Files.readString(folder.resolve("alone.csv")), Files.readString(folder.resolve("together.csv")));

        product.run("predict", run, "fashion-mnist-10k", "--limit", "20", "--cluster", address)
                .expect(0)
                .inWords(); // one batch, so one shard instead of four
    }

    @Test
    void strangersAreRefusedBeforeAnythingStarts() throws Exception {
        String first = port();
        String address = "127.0.0.1:" + first;
        product.run("cluster:join", address).expect(2).complains("No member listens at");
        product.run("cluster:start", "--bind", "192.0.2.1").expect(2).complains("no address of this machine");
        member("no other member yet", "cluster:start", "--port", first);

        product.run("cluster:start", "--port", first).expect(2).complains("cannot be used");
        product.run("cluster:join", "other@" + address, "--port", port())
                .expect(2)
                .complains("is no member of the cluster “other”");
        product.run("sweep", "mmdc-mnits", "--to", "s", "--cluster", address)
                .expect(2)
                .complains("mmdc-mnist");
        assertFalse(Files.exists(folder.resolve("s")));

        Path bundles = product.ownBundles();
        Path jar = bundles.resolve("org.clade.table-0.1.0-SNAPSHOT.jar");
        try (Stream<Path> jars = Files.list(bundles)) {
            jar = jars.filter(file -> file.getFileName().toString().startsWith("org.clade.table-"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] content = Files.readAllBytes(jar);
        Files.delete(jar);
        Files.write(jar, content);
        try (FileSystem changed = FileSystems.newFileSystem(jar, Map.of())) {
            Files.writeString(changed.getPath("/other.txt"), "another build");
        }
        product.run("cluster:join", address, "--port", port()).expect(2).complains("of Clade, and this is build");
    }

    @Test
    void withoutTheBundleASentenceSaysSo() {
        Outcome outcome = new Product(folder).run("cluster:start");
        outcome.expect(2).inWords().complains("org.clade.hazelcast");
        assertTrue(outcome.out().isEmpty(), outcome::toString);
    }
}
