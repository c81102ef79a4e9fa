package org.clade.run.features;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.Preprocessing;
import org.clade.api.backbone.PretrainedWeights;
import org.clade.api.features.PretrainedNetwork;
import org.clade.api.part.Option;
import org.clade.api.part.Part;
import org.clade.api.part.PartKind;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.variant.Bound;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Finds pretrained networks among the backbones that are there. */
@Component(service = Backbones.class)
public final class Backbones {

    private static final String WEIGHTS = "weights";
    private static final String FILE = "file";

    /** What the path of a file has and the name of a part has not, before a bracket. */
    private static final Pattern PATH =
            Pattern.compile("^[^(]*[/\\\\]|\\.(?:safetensors|pt|pth|onnx|bin)$", Pattern.CASE_INSENSITIVE);

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Map.Entry<Map<String, Object>, Backbone>> parts = List.of();

    /** Made by Declarative Services. */
    @Activate
    public Backbones() {
        // the parts follow
    }

    /**
     * Given backbones.
     *
     * @param parts by their service properties
     */
    public Backbones(List<Map.Entry<Map<String, Object>, Backbone>> parts) {
        this.parts = parts;
    }

    /**
     * A pretrained network.
     *
     * @param backbone its part with the options
     * @param info what it says about itself
     */
    record Found(Bound<Backbone> backbone, PretrainedNetwork info) {}

    /**
     * Finds a network.
     *
     * @param network a part with its options, or a file
     * @return the network
     * @throws RefusedException if it is not there, or does not fit
     */
    Found find(String network) {
        Map<String, Backbone> known = known();
        if (isRun(network)) {
            throw new RefusedException(
                    "“%s” is a run; compute features with it first (features <data> --network %s --to features.npy) and give these as data, or name a pretrained network."
                            .formatted(network, network));
        }
        if (PATH.matcher(network).find() && isA(network, Files::isDirectory)) {
            throw new RefusedException(
                    "“%s” is a folder, but no run, since it has no recipe.json; name a run's folder, or the file of a network."
                            .formatted(network));
        }
        if (PATH.matcher(network).find() && !isFile(network)) {
            throw new RefusedException(
                    "There is no file “%s”; check its name, or name a part with its options, such as torchscript(file=x.pt)."
                            .formatted(network));
        }
        PartSpec spec = isFile(network) ? null : PartSpec.parse(network);
        if (spec == null) {
            return ofFile(Path.of(network), known);
        }
        Backbone part = known.get(spec.id());
        if (part == null && NetworkFile.ONNX.name().equalsIgnoreCase(spec.id())) {
            throw noOnnx(network);
        }
        if (part == null) {
            throw RefusedException.unknown(
                    "pretrained network or file",
                    network,
                    known.entrySet().stream()
                            .filter(entry ->
                                    fileOption(entry.getValue(), WEIGHTS) || fileOption(entry.getValue(), FILE))
                            .map(Map.Entry::getKey)
                            .toList());
        }
        return bound(spec, part);
    }

    private Map<String, Backbone> known() {
        Map<String, Backbone> known = new TreeMap<>();
        parts.forEach(entry -> known.put(String.valueOf(entry.getKey().get(Part.ID)), entry.getValue()));
        return known;
    }

    /** {@return whether it is the folder of a run} */
    static boolean isRun(String network) {
        return isA(network, path -> Files.isRegularFile(path.resolve("recipe.json")));
    }

    private static boolean isFile(String network) {
        return isA(network, Files::isRegularFile);
    }

    private static boolean isA(String network, Predicate<Path> kind) {
        try {
            return kind.test(Path.of(network));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Found ofFile(Path file, Map<String, Backbone> known) {
        NetworkFile kind = NetworkFile.of(file);
        if (kind == NetworkFile.SAFETENSORS) {
            return ofWeights(file, known);
        }
        String id = kind == NetworkFile.ONNX ? "onnx" : "torchscript";
        Backbone part = known.get(id);
        if (part == null && kind == NetworkFile.ONNX) {
            throw noOnnx(file.toString());
        }
        if (part == null) {
            throw RefusedException.unknown("part of kind " + PartKind.BACKBONE.id(), id, known.keySet());
        }
        return bound(new PartSpec(id, Map.of(FILE, PartSpec.quoted(file.toString()))), part);
    }

    /** The parts check names and shapes themselves; the first one that takes them is right. */
    private static Found ofWeights(Path file, Map<String, Backbone> known) {
        List<String> refusals = new ArrayList<>();
        for (Map.Entry<String, Backbone> entry : known.entrySet()) {
            if (fileOption(entry.getValue(), WEIGHTS)) {
                try {
                    return bound(
                            new PartSpec(entry.getKey(), Map.of(WEIGHTS, PartSpec.quoted(file.toString()))),
                            entry.getValue());
                } catch (RefusedException e) {
                    refusals.add("for %s: %s".formatted(entry.getKey(), e.getMessage()));
                }
            }
        }
        throw new RefusedException(
                refusals.isEmpty()
                        ? "“%s” holds weights, but there is no part that reads them; deploy one.".formatted(file)
                        : "No part takes the weights of “%s”; %s".formatted(file, String.join(" ", refusals)));
    }

    private static boolean fileOption(Backbone part, String name) {
        return part.options().stream()
                .anyMatch(option -> option.name().equals(name) && option.type() == Option.Type.STRING);
    }

    private static RefusedException noOnnx(String network) {
        return new RefusedException(
                "%s needs the part onnx, which is not in the product; part:deploy with the jar of org.clade.backbone.onnx brings it in, see docs/pretrained.md."
                        .formatted(network));
    }

    private static Found bound(PartSpec spec, Backbone part) {
        Settings settings = Settings.of(part, spec);
        PretrainedWeights weights = part.weights(settings)
                .orElseThrow(() -> new RefusedException(
                        "%s begins with random weights, so its features say little; name a network with pretrained weights, or its file."
                                .formatted(spec.id())));
        Preprocessing preprocessing = part.preprocessing(settings)
                .orElseThrow(
                        () -> new IllegalStateException("%s has weights but no preprocessing".formatted(spec.id())));
        return new Found(
                new Bound<>(spec, part, settings),
                new PretrainedNetwork(
                        spec.id(), settings.written(), weights.files(), preprocessing, weights.feature()));
    }
}
