package org.clade.variant;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;

/** Reads and writes recipes in the form of the OSGi Configurator: one object with one {@code org.clade.variant~name}. */
final class RecipeFiles {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private RecipeFiles() {}

    /**
     * Reads a recipe file.
     *
     * @param file the file
     * @return the recipe
     * @throws RefusedException where the file cannot be read, is not JSON, or holds no or several variants
     */
    static Recipe read(Path file) {
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            JsonReader reader = new JsonReader(text);
            reader.setStrictness(Strictness.LEGACY_STRICT);
            JsonObject root = JsonParser.parseReader(reader).getAsJsonObject();
            List<String> variants = root.keySet().stream()
                    .filter(key -> key.startsWith(Keys.FACTORY + "~"))
                    .toList();
            if (variants.size() != 1) {
                throw new RefusedException("Recipe %s holds %d variants; it takes one key of the form %s~<name>."
                        .formatted(file, variants.size(), Keys.FACTORY));
            }
            Map<String, Object> properties = new LinkedHashMap<>();
            root.getAsJsonObject(variants.get(0)).asMap().forEach((key, value) -> properties.put(key, plain(value)));
            return RecipeReader.read(PartTargets.name(variants.get(0)), properties);
        } catch (IOException e) {
            throw new RefusedException(
                    "Recipe %s cannot be read: %s; give a variant's name or the path of a recipe file."
                            .formatted(file, e.getMessage()),
                    e);
        } catch (JsonParseException | IllegalStateException | ClassCastException e) {
            throw new RefusedException("Recipe %s is not a recipe in JSON: %s.".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * Writes a recipe file, aside first and then renamed.
     *
     * @param recipe what to write
     * @param file where to
     * @throws IOException where writing fails
     */
    static void write(Recipe recipe, Path file) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put(":configurator:resource-version", 1);
        root.put(Keys.FACTORY + "~" + recipe.name(), recipe.properties());
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(aside, GSON.toJson(root) + "\n");
        Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Object plain(JsonElement value) {
        if (value.isJsonArray()) {
            List<String> texts = new ArrayList<>();
            value.getAsJsonArray().forEach(entry -> texts.add(entry.getAsString()));
            return texts;
        }
        JsonPrimitive primitive = value.getAsJsonPrimitive();
        return primitive.isString() ? primitive.getAsString() : primitive.toString();
    }
}
