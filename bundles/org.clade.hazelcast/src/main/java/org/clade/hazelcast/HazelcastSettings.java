package org.clade.hazelcast;

import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.SerializationConfig;
import com.hazelcast.spi.merge.PutIfAbsentMergePolicy;
import java.util.Map;
import java.util.Optional;
import org.clade.api.members.MemberRequest;
import org.clade.hazelcast.work.WorkBoard;

/** How Hazelcast is set: nothing that calls out, nothing that runs foreign code, few threads, and parted networks that find together soon. */
final class HazelcastSettings {

    /** The attribute with a member's build. */
    static final String BUILD = "clade.build";

    private static final int DAY_SECONDS = 86_400;
    private static final int KEPT_DAYS = 7;
    private static final int CLIENT_MILLIS = 3_000;

    /** No phone home, no shutdown hook, and a member that is silent for 30 seconds has left. */
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("hazelcast.phone.home.enabled", "false"),
            Map.entry("hazelcast.shutdownhook.enabled", "false"),
            Map.entry("hazelcast.socket.bind.any", "false"),
            Map.entry("hazelcast.heartbeat.interval.seconds", "2"),
            Map.entry("hazelcast.max.no.heartbeat.seconds", "30"),
            Map.entry("hazelcast.merge.first.run.delay.seconds", "10"),
            Map.entry("hazelcast.merge.next.run.delay.seconds", "10"),
            Map.entry("hazelcast.wait.seconds.before.join", "1"),
            Map.entry("hazelcast.max.wait.seconds.before.join", "5"),
            Map.entry("hazelcast.max.join.seconds", "30"),
            Map.entry("hazelcast.operation.call.timeout.millis", "20000"),
            Map.entry("hazelcast.graceful.shutdown.max.wait", "20"),
            Map.entry("hazelcast.operation.thread.count", "2"),
            Map.entry("hazelcast.operation.generic.thread.count", "2"),
            Map.entry("hazelcast.io.thread.count", "1"),
            Map.entry("hazelcast.event.thread.count", "1"),
            Map.entry("hazelcast.clientengine.thread.count", "2"),
            Map.entry("hazelcast.clientengine.query.thread.count", "1"),
            Map.entry("hazelcast.clientengine.blocking.thread.count", "2"),
            Map.entry("hazelcast.health.monitoring.level", "OFF"),
            Map.entry("hazelcast.slow.operation.detector.enabled", "false"),
            Map.entry("hazelcast.metrics.enabled", "false"),
            Map.entry("hazelcast.logging.details.enabled", "false"));

    private HazelcastSettings() {}

    /**
     * The settings of a member.
     *
     * @param request how the process becomes one
     * @param build its build of Clade; Hazelcast too refuses members of another one
     * @param target the member to join; empty for the first one
     * @param about what others may know about it
     * @return the settings
     */
    static Config member(
            MemberRequest request, String build, Optional<MemberAddress> target, Map<String, String> about) {
        Config config = new Config();
        config.setClusterName(request.cluster());
        config.setClassLoader(HazelcastSettings.class.getClassLoader());
        PROPERTIES.forEach(config::setProperty);
        config.setProperty("hazelcast.application.validation.token", build);
        config.getMetricsConfig().setEnabled(false);
        config.getJetConfig().setEnabled(false);
        config.getManagementCenterConfig().setScriptingEnabled(false).setConsoleEnabled(false);
        filter(config.getSerializationConfig());
        NetworkConfig network = config.getNetworkConfig()
                .setPort(request.port())
                .setPortAutoIncrement(false)
                .setPublicAddress(request.bind() + ":" + request.port());
        network.getInterfaces().setEnabled(true).addInterface(request.bind());
        network.getMemcacheProtocolConfig().setEnabled(false);
        JoinConfig join = network.getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        target.ifPresent(address -> join.getTcpIpConfig().addMember(address.toString()));
        about.forEach(config.getMemberAttributeConfig()::setAttribute);
        config.getMemberAttributeConfig().setAttribute(BUILD, build);
        config.addMapConfig(new MapConfig(WorkBoard.MAPS + "*")
                .setBackupCount(1)
                .setTimeToLiveSeconds(KEPT_DAYS * DAY_SECONDS)
                .setMergePolicyConfig(new MergePolicyConfig(PutIfAbsentMergePolicy.class.getName(), 100)));
        return config;
    }

    /**
     * Only text and bytes go over the network. Of what a message names by class, only Hazelcast's own exceptions are loaded, which it sends
     * by Java's serialization itself, and what these are made of.
     */
    private static void filter(SerializationConfig serialization) {
        JavaSerializationFilterConfig exceptions = new JavaSerializationFilterConfig().setDefaultsDisabled(true);
        exceptions
                .getWhitelist()
                .addPrefixes("com.hazelcast.", "java.lang.", "[Ljava.lang.StackTraceElement", "java.util.Collections$")
                .addClasses(
                        "java.io.IOException",
                        "java.io.EOFException",
                        "java.util.ArrayList",
                        "java.util.concurrent.CancellationException",
                        "java.util.concurrent.ExecutionException",
                        "java.util.concurrent.CompletionException",
                        "java.util.concurrent.TimeoutException",
                        "java.util.concurrent.RejectedExecutionException");
        exceptions.getBlacklist().addPrefixes("com.hazelcast.shaded.");
        serialization.setJavaSerializationFilterConfig(exceptions);
        JavaSerializationFilterConfig nothing = new JavaSerializationFilterConfig().setDefaultsDisabled(true);
        nothing.getWhitelist().addClasses("org.clade.hazelcast.None");
        serialization.getCompactSerializationConfig().setZeroConfigFilter(nothing);
    }

    /**
     * The settings of a process that hands in work.
     *
     * @param address a member
     * @param seconds how long it seeks a lost connection again
     * @return the settings
     */
    static ClientConfig client(MemberAddress address, int seconds) {
        ClientConfig config = new ClientConfig();
        config.setClusterName(address.cluster());
        config.setClassLoader(HazelcastSettings.class.getClassLoader());
        filter(config.getSerializationConfig());
        config.getNetworkConfig().addAddress(address.toString()).setConnectionTimeout(CLIENT_MILLIS);
        config.getNetworkConfig().getAutoDetectionConfig().setEnabled(false);
        config.getMetricsConfig().setEnabled(false);
        config.setProperty("hazelcast.client.shuffle.member.list", "false");
        config.setProperty("hazelcast.client.heartbeat.interval", "2000");
        config.setProperty("hazelcast.client.heartbeat.timeout", "30000");
        config.setProperty("hazelcast.client.invocation.timeout.seconds", "20");
        config.getConnectionStrategyConfig()
                .getConnectionRetryConfig()
                .setClusterConnectTimeoutMillis(seconds * 1_000L)
                .setMaxBackoffMillis(CLIENT_MILLIS);
        return config;
    }
}
