package org.clade.export.torchscript;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.clade.api.graph.OpaqueNetwork;
import org.clade.api.graph.Value;
import org.clade.export.graph.Node;
import org.clade.export.graph.RecordedNetwork;
import org.clade.tensor.safetensors.NamedTensor;
import org.clade.tensor.torchscript.ModuleFile;
import org.clade.tensor.torchscript.ScriptArchive;

/**
 * A network as a TorchScript archive of one class, {@code Network}. Its attributes are the tensors: the name of each with an underscore in
 * place of every point. A network from a file of TorchScript is the attribute {@code backbone}, a module.
 */
public final class NetworkScript {

    private static final String TYPE = "Network";
    private static final String METADATA = "clade.json";

    /** The attribute for a network from a file. */
    private static final String MODULE = "backbone";

    private final RecordedNetwork network;
    private final Optional<ModuleFile> module;
    private final Map<String, String> attributes = new LinkedHashMap<>();

    /**
     * The archive of a network.
     *
     * @param network the network
     * @throws IOException if the file of its backbone cannot be read
     */
    public NetworkScript(RecordedNetwork network) throws IOException {
        this.network = network;
        List<OpaqueNetwork> files = network.files();
        this.module = files.isEmpty()
                ? Optional.empty()
                : Optional.of(ModuleFile.read(files.get(0).file()));
        Set<String> taken = new HashSet<>();
        taken.add(MODULE);
        for (NamedTensor tensor : network.tensors()) {
            String wanted = tensor.name().replaceAll("\\W|^(?=\\d)", "_");
            String attribute = wanted;
            for (int n = 2; !taken.add(attribute); n++) {
                attribute = wanted + "_" + n;
            }
            attributes.put(tensor.name(), attribute);
        }
    }

    /**
     * Writes the archive.
     *
     * @param out where to; stays open
     * @throws IOException if it cannot be written
     */
    public void writeTo(OutputStream out) throws IOException {
        List<NamedTensor> tensors = network.tensors().stream()
                .map(tensor ->
                        new NamedTensor(attributes.get(tensor.name()), tensor.type(), tensor.shape(), tensor.content()))
                .toList();
        String metadata = new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(new TreeMap<>(network.metadata()));
        new ScriptArchive("network", TYPE, source(), tensors, Map.of(METADATA, metadata), MODULE, module).writeTo(out);
    }

    private String source() throws IOException {
        List<String> parameters = new ArrayList<>();
        List<String> buffers = new ArrayList<>();
        attributes.forEach((name, attribute) ->
                (network.learned().contains(name) ? parameters : buffers).add("\"" + attribute + "\""));
        StringBuilder source = new StringBuilder("class %s(Module):\n".formatted(TYPE));
        source.append("  __parameters__ = [").append(listed(parameters)).append("]\n");
        source.append("  __buffers__ = [").append(listed(buffers)).append("]\n");
        attributes.values().forEach(attribute -> source.append("  %s : Tensor\n".formatted(attribute)));
        source.append("  training : bool\n");
        String result = "";
        if (module.isPresent()) {
            source.append("  %s : %s\n".formatted(MODULE, module.get().type()));
            result = ModuleResult.chosen(network.files().get(0), module.get().result());
        }
        TorchScriptText text = new TorchScriptText(attributes, MODULE, result);
        List<Value> outputs = List.copyOf(network.outputs().values());
        source.append("  def forward(self: %s.%s,\n    %s: Tensor) -> Tuple[%s]:\n"
                .formatted(
                        module.map(ModuleFile::freePlace).orElse("__torch__"),
                        TYPE,
                        network.input().name(),
                        outputs.stream().map(output -> "Tensor").collect(Collectors.joining(", "))));
        for (Node node : network.nodes()) {
            source.append("    %s = %s\n".formatted(node.output().name(), text.of(node)));
        }
        String results = outputs.stream().map(output -> text.of(output) + ",").collect(Collectors.joining(" "));
        source.append("    return (%s)\n".formatted(results));
        return source.toString();
    }

    private static String listed(List<String> names) {
        return names.stream().map(name -> name + ", ").collect(Collectors.joining());
    }
}
