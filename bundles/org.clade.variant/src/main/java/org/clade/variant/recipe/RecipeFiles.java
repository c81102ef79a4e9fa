package org.clade.variant.recipe;

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
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.clade.base.file.AtomicFile;

/** Reads and writes recipes in the form of the OSGi Configurator: one object with one {@code org.clade.variant~name}. */
public final class RecipeFiles {

    /** The Configurator's key for the version of a file. */
    static final String VERSION = ":configurator:resource-version";

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private RecipeFiles() {}

    /**
     * Reads a recipe file.
     *
     * @param file the file
     * @return the recipe
     * @throws RefusedException if the file cannot be read, is not JSON, or does not hold exactly one variant
     */
    public static Recipe read(Path file) {
        try {
            return parse(Files.readString(file), "Recipe " + file);
        } catch (IOException e) {
            throw new RefusedException(
                    "Recipe %s cannot be read: %s; give a variant's name or the path of a recipe file."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /**
     * Reads the text of a recipe file.
     *
     * @param text the content of the file
     * @param called the file's name in messages
     * @return the recipe
     * @throws RefusedException if the text is not JSON, does not hold exactly one variant, or a key or value is wrong;
     *     the message gives the line
     */
    public static Recipe parse(String text, String called) {
        RecipeText lines = new RecipeText(text);
        JsonObject root = json(text, called, lines, Strictness.LEGACY_STRICT);
        List<String> variants = variants(root);
        if (variants.size() != 1) {
            throw new RefusedException("%s holds %s variants; it takes one key of the form %s~<name>."
                    .formatted(called, variants.size(), Keys.FACTORY));
        }
        return recipe(root, variants.get(0), called, lines);
    }

    /**
     * Reads the text of a bundle's file for the Configurator. It must be strict JSON; it refuses comments, which the
     * Configurator would skip, and everything else that the Configurator cannot read.
     *
     * @param text the content of the file
     * @param called the file's name in messages
     * @return all its recipes
     * @throws RefusedException if the text is not JSON or a key or value of a recipe is wrong; the message gives the line
     */
    public static List<Recipe> carried(String text, String called) {
        RecipeText lines = new RecipeText(text);
        JsonObject root = json(text, called, lines, Strictness.STRICT);
        return variants(root).stream()
                .map(variant -> recipe(root, variant, called, lines))
                .toList();
    }

    private static List<String> variants(JsonObject root) {
        return root.keySet().stream()
                .filter(key -> key.startsWith(Keys.FACTORY + "~"))
                .toList();
    }

    private static Recipe recipe(JsonObject root, String variant, String called, RecipeText lines) {
        if (!root.get(variant).isJsonObject()) {
            throw new RefusedException("%s, line %s: the variant is not an object; write its keys in braces."
                    .formatted(called, lines.of(variant)));
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        root.getAsJsonObject(variant).asMap().forEach((key, value) -> {
            try {
                properties.put(key, plain(value));
            } catch (IllegalStateException | UnsupportedOperationException e) {
                throw new RefusedException(
                        "%s, line %s: the value of %s is not a text, a number, true, false or a list of texts."
                                .formatted(called, lines.of(key), key),
                        e);
            }
        });
        try {
            return RecipeReader.read(PartFilters.name(variant), properties);
        } catch (RefusedException e) {
            throw new RefusedException(
                    "%s, line %s: %s".formatted(called, lines.meant(e.getMessage(), variant), e.getMessage()), e);
        }
    }

    private static JsonObject json(String text, String called, RecipeText lines, Strictness strictness) {
        try {
            JsonReader reader = new JsonReader(new StringReader(text));
            reader.setStrictness(strictness);
            JsonElement root = JsonParser.parseReader(reader);
            if (root.isJsonObject()) {
                RepeatedKeys.refuse(text, called, strictness);
                return root.getAsJsonObject();
            }
            throw new RefusedException("%s is not a recipe in JSON: it holds no object.".formatted(called));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the text was read before
        } catch (JsonParseException e) {
            throw new RefusedException("%s is not a recipe in JSON: %s".formatted(called, lines.reason(e)), e);
        }
    }

    /**
     * Writes a recipe file completely or not at all; it replaces an existing file.
     *
     * @param text the content
     * @param file the file
     * @throws IOException if writing fails
     */
    public static void write(String text, Path file) throws IOException {
        AtomicFile.replace(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes a new recipe file completely or not at all, if the name is free.
     *
     * @param text the content
     * @param file the file
     * @throws FileAlreadyExistsException if the file exists
     * @throws IOException if writing fails
     */
    public static void create(String text, Path file) throws IOException {
        AtomicFile.create(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@return the content of a recipe's file} */
    public static String text(Recipe recipe) {
        return text(recipe, Optional.empty());
    }

    /**
     * The content of a recipe's file.
     *
     * @param recipe the recipe
     * @param schema the path of its schema, relative to the file, for editors
     * @return the text
     */
    public static String text(Recipe recipe, Optional<String> schema) {
        Map<String, Object> root = new LinkedHashMap<>();
        schema.ifPresent(place -> root.put(RecipeSchema.SCHEMA, place));
        root.put(VERSION, 1);
        root.put(Keys.FACTORY + "~" + recipe.name(), ordered(recipe.properties()));
        return GSON.toJson(root) + "\n";
    }

    /** The reading order of a recipe: first the variant, then its network, then its phases. */
    private static Map<String, Object> ordered(Map<String, Object> properties) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        Stream.concat(Keys.VARIANT.stream(), Keys.PHASE.stream())
                .filter(properties::containsKey)
                .forEach(key -> ordered.put(key, properties.get(key)));
        properties.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private static Object plain(JsonElement value) {
        if (value.isJsonArray()) {
            List<String> texts = new ArrayList<>();
            value.getAsJsonArray()
                    .forEach(entry -> texts.add(entry.getAsJsonPrimitive().getAsString()));
            return texts;
        }
        JsonPrimitive primitive = value.getAsJsonPrimitive();
        return primitive.isString() ? primitive.getAsString() : primitive.toString();
    }
}
