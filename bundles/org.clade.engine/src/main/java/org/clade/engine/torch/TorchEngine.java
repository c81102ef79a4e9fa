package org.clade.engine.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clade.api.engine.Autocast;
import org.clade.api.engine.Autograd;
import org.clade.api.engine.EngineInfo;
import org.clade.api.engine.TensorEngine;
import org.clade.api.engine.TensorOperators;
import org.clade.api.part.RefusedException;
import org.clade.base.file.CacheFolder;
import org.clade.engine.natives.NativeLibraries;
import org.clade.engine.tuning.Tuning;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.condition.Condition;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DJL on libtorch. A JVM loads it once, in a thread of its own, and calls that need it wait. The first such call starts loading, so
 * that commands without tensors save time and memory. With the system property {@value #EARLY} loading starts on activation.
 *
 * <p>Without OSGi, as in unit tests, {@link #start()} gives an engine that is loaded.
 */
@Component(service = TensorEngine.class, immediate = true, configurationPid = "org.clade.engine")
@Designate(ocd = TorchEngine.Config.class)
public final class TorchEngine implements TensorEngine {

    /** The configuration. */
    @ObjectClassDefinition(name = "Clade engine", description = "How libtorch computes")
    public @interface Config {

        /** {@return the number of computing threads} */
        @AttributeDefinition(
                name = "Threads",
                description = "Threads that libtorch computes with; 0: the system property clade.threads if it is"
                        + " set, else the physical cores that the process may use",
                min = "0",
                max = "1024")
        int threads() default 0;
    }

    /** The system property that loads libtorch in the background as soon as the service starts, for commands that train. */
    static final String EARLY = "clade.engine.early";

    private static final Logger LOG = LoggerFactory.getLogger(TorchEngine.class);
    private static final Pattern SPEC = Pattern.compile("auto|cpu|gpu(?::(\\d{1,3}))?");

    /** The size from which writing and reading a matrix's gradient costs more than its layer's products, in numbers. */
    private static final long LARGE = 1 << 22;

    private static CompletableFuture<Loaded> once;

    private final int threads;
    private final Consumer<Loaded> whenLoaded;
    private final CompletableFuture<ServiceRegistration<Condition>> ready = new CompletableFuture<>();
    private CompletableFuture<Loaded> loading;

    /** The state once libtorch is loaded. */
    private record Loaded(
            Engine engine,
            TorchAutograd autograd,
            TorchAutocast autocast,
            TorchOperators operators,
            EngineInfo.Natives natives) {}

    /**
     * The service.
     *
     * @param context where to register the condition that says that libtorch is loaded
     * @param config threads
     */
    @Activate
    public TorchEngine(BundleContext context, Config config) {
        threads = config.threads();
        whenLoaded = loaded -> ready.complete(context.registerService(
                Condition.class,
                Condition.INSTANCE,
                FrameworkUtil.asDictionary(Map.of(Condition.CONDITION_ID, READY))));
        if (Boolean.getBoolean(EARLY)) {
            loading();
        }
    }

    private TorchEngine() {
        threads = 0;
        whenLoaded = loaded -> {};
    }

    /**
     * Starts the engine without an OSGi framework and waits until it is loaded. Later calls in the same JVM cost nothing.
     *
     * @return the engine
     * @throws RefusedException if libtorch cannot be loaded
     */
    public static TensorEngine start() {
        TorchEngine engine = new TorchEngine();
        engine.loaded();
        return engine;
    }

    /** Unregisters the condition. libtorch stays loaded. */
    @Deactivate
    void stop() {
        ready.thenAccept(registration -> {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                LOG.debug("The framework has unregistered the condition already");
            }
        });
    }

    /** {@return libtorch; loading starts if it has not yet} */
    private synchronized CompletableFuture<Loaded> loading() {
        if (loading == null) {
            loading = load(threads);
            loading.thenAccept(whenLoaded);
        }
        return loading;
    }

    private static synchronized CompletableFuture<Loaded> load(int threads) {
        int wanted = threads > 0 ? threads : Integer.getInteger("clade.threads", 0);
        if (once == null || once.isCompletedExceptionally()) {
            CompletableFuture<Loaded> future = new CompletableFuture<>();
            Thread loader = new Thread(
                    () -> {
                        try {
                            future.complete(loadNow());
                        } catch (Throwable e) { // a missing library is an Error
                            future.completeExceptionally(e);
                        }
                    },
                    "clade-engine");
            loader.setDaemon(true);
            loader.start();
            once = future;
        }
        return once.thenApply(loaded -> {
            int count = wanted > 0 ? wanted : Tuning.physicalCores();
            if (JniUtils.getNumThreads() != count) {
                JniUtils.setNumThreads(count);
            }
            return loaded;
        });
    }

    private static Loaded loadNow() {
        long start = System.nanoTime();
        Path cache = CacheFolder.find(System.getProperties(), System.getenv());
        Engine engine = new NativeLibraries(cache, System.err).load();
        NDManager scope = engine.newBaseManager(Device.cpu());
        Path natives = Path.of(LibUtils.getLibtorchPath());
        TorchModule module = TorchOperators.load(scope);
        FactoredWeights matrices = new FactoredWeights(module, LARGE);
        TorchAutocast autocast = new TorchAutocast(MixedPrecision.of(natives), matrices, module, natives);
        TorchOperators operators = new TorchOperators(module, new FusedConvolution(scope), matrices, autocast);
        Tuning.begin(natives, System.getenv());
        TorchAutograd autograd = new TorchAutograd(GradientClearing.of(natives), matrices, operators);
        double seconds = (System.nanoTime() - start) / 1e9;
        LOG.debug("libtorch was loaded in {} s", seconds);
        return new Loaded(engine, autograd, autocast, operators, new EngineInfo.Natives(natives, seconds));
    }

    private static RefusedException refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RefusedException refused) {
            return new RefusedException(refused.getMessage(), refused);
        }
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new RefusedException(
                "libtorch cannot be loaded (%s); remove the folder %s to unpack its libraries again."
                        .formatted(
                                Objects.requireNonNullElse(root.getMessage(), "no reason was given"),
                                CacheFolder.find(System.getProperties(), System.getenv())),
                cause);
    }

    private Loaded loaded() {
        try {
            return loading().join();
        } catch (CompletionException e) {
            throw refusal(e);
        }
    }

    @Override
    public NDManager newManager(Device device) {
        return loaded().engine().newBaseManager(device);
    }

    @Override
    public Device device(String spec) {
        Matcher matcher = SPEC.matcher(spec);
        if (!matcher.matches()) {
            throw new RefusedException(
                    "There is no device “%s”; devices are auto, cpu, gpu and gpu:<number>.".formatted(spec));
        }
        if (spec.equals("cpu")) {
            return Device.cpu();
        }
        int gpus = loaded().engine().getGpuCount();
        if (spec.equals("auto") && gpus == 0) {
            return Device.cpu();
        }
        int number = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
        if (number >= gpus) {
            throw new RefusedException(
                    "There is no device “%s”; this machine offers %s. Use cpu or auto, or see the README of org.clade.djl on CUDA."
                            .formatted(spec, String.join(", ", devices(gpus))));
        }
        return Device.gpu(number);
    }

    private static List<String> devices(int gpus) {
        List<String> devices = new ArrayList<>(List.of("cpu"));
        for (int i = 0; i < gpus; i++) {
            devices.add("gpu:" + i);
        }
        return List.copyOf(devices);
    }

    @Override
    public void seed(long seed) {
        loaded().engine().setRandomSeed(Long.hashCode(seed));
        JniUtils.setSeed(seed);
    }

    @Override
    public Autograd autograd() {
        return loaded().autograd();
    }

    @Override
    public Autocast autocast() {
        return loaded().autocast();
    }

    @Override
    public TensorOperators operators() {
        return loaded().operators();
    }

    @Override
    public EngineInfo info() {
        Loaded loaded = loaded();
        return new EngineInfo(
                loaded.engine().getEngineName() + ' ' + loaded.engine().getVersion(),
                Engine.getDjlVersion(),
                devices(loaded.engine().getGpuCount()),
                JniUtils.getNumThreads(),
                loaded.natives());
    }
}
