package org.clade.backbone.vit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.clade.api.part.RefusedException;

/**
 * What the {@code config.json} of transformers says about a network, and its weights do not.
 *
 * @param heads attention heads of a block
 * @param epsilon of the layer normalization
 * @param activation between the linear layers
 */
record VitConfig(Optional<Integer> heads, Optional<Double> epsilon, Optional<TokenActivation> activation) {

    private static final VitConfig NONE = new VitConfig(Optional.empty(), Optional.empty(), Optional.empty());
    private static final String NAME = "config.json";
    private static final String VISION = "vision_config";

    /**
     * Reads the file next to a file of weights, if there is one.
     *
     * @param weights the file of weights
     * @return what it says; nothing if there is no such file
     * @throws RefusedException if it is malformed or names an unknown activation
     */
    static VitConfig nextTo(Path weights) {
        Path file = weights.resolveSibling(NAME);
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        try {
            JsonObject all = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            JsonObject config = all.has(VISION) ? all.getAsJsonObject(VISION) : all;
            return new VitConfig(
                    find(config, "num_attention_heads").map(JsonElement::getAsInt),
                    find(config, "layer_norm_eps").map(JsonElement::getAsDouble),
                    find(config, "hidden_act").map(JsonElement::getAsString).map(word -> activation(file, word)));
        } catch (IOException
                | JsonParseException
                | IllegalStateException
                | ClassCastException
                | NumberFormatException e) {
            throw new RefusedException(
                    "“%s” cannot be read as the configuration of a network (%s); correct it, or move the weights to another folder and give heads and activation as options of vit."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static Optional<JsonElement> find(JsonObject config, String key) {
        return Optional.ofNullable(config.get(key)).filter(value -> !value.isJsonNull());
    }

    private static TokenActivation activation(Path file, String word) {
        return TokenActivation.of(word)
                .orElseThrow(() -> new RefusedException(
                        "“%s” names the activation %s, but vit has gelu, quick_gelu and gelu_pytorch_tanh; give activation as an option of vit if one of these is meant."
                                .formatted(file, word)));
    }
}
