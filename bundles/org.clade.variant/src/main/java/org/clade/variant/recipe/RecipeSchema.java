package org.clade.variant.recipe;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.part.NameCheck;

/**
 * The JSON Schema (draft 2020-12) of recipe files, made from the keys in the Metatype document. It describes the form
 * that Clade writes, with numbers as numbers and lists as lists; it does not list parts and options, because bundles
 * add them.
 */
public final class RecipeSchema {
    /** The key of a recipe file that names its schema. */
    static final String SCHEMA = "$schema";

    private static final String PART = "[^\\s(),;:=]+\\s*(\\(.*\\))?";
    private static final String PHASE = "[^.]+\\.";
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private RecipeSchema() {}

    /** {@return the schema} */
    public static String text() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(SCHEMA, "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Recipe of a Clade variant");
        schema.put("$comment", "The build makes this file from VariantConfiguration.");
        schema.put("type", "object");
        Map<String, Object> root = new LinkedHashMap<>();
        root.put(SCHEMA, described("string", "Where this schema is, for editors; Clade does not read it."));
        root.put(RecipeFiles.VERSION, described("integer", "The version of the file's form, which is 1."));
        schema.put("properties", root);
        schema.put(
                "patternProperties",
                Map.of(
                        "^org\\.clade\\.variant~[A-Za-z0-9][A-Za-z0-9._-]{0,%s}$".formatted(NameCheck.LONGEST - 1),
                        reference("variant")));
        schema.put("additionalProperties", false);
        schema.put("$defs", Map.of("variant", variant()));
        return GSON.toJson(schema) + "\n";
    }

    private static Map<String, Object> variant() {
        Map<String, Object> keys = new LinkedHashMap<>();
        KeyReference.all().forEach(key -> keys.put(key.name(), key(key)));
        Map<String, Object> ofPhases = new LinkedHashMap<>();
        Keys.PHASE.forEach(key -> ofPhases.put("^" + PHASE + key + "$", reference("variant/properties/" + key)));
        Map<String, Object> variant = new LinkedHashMap<>();
        variant.put("type", "object");
        variant.put("properties", keys);
        variant.put("patternProperties", ofPhases);
        variant.put("additionalProperties", false);
        variant.put(
                "required",
                KeyReference.all().stream()
                        .filter(key -> key.required() && !Keys.PHASE.contains(key.name()))
                        .map(KeyReference::name)
                        .toList());
        variant.put("allOf", List.of(anyOf("tasks", "phases"), anyOf("epochs", "max_batches")));
        return variant;
    }

    private static Map<String, Object> key(KeyReference key) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", description(key));
        if (key.wholeNumber()) {
            schema.put("type", "integer");
            key.min().ifPresent(min -> schema.put("minimum", min));
        } else if (key.flag()) {
            schema.put("type", "boolean");
        } else if (key.list()) {
            schema.put("type", "array");
            schema.put("items", text(key));
        } else if (key.words().isEmpty()) {
            schema.putAll(text(key));
        } else {
            schema.put("enum", key.words());
        }
        if (!key.required()) {
            standard(key, schema);
        }
        return schema;
    }

    private static String description(KeyReference key) {
        return PartKeys.kind(key.name())
                .map(kind -> "%s %s of the kind %s, options in brackets."
                        .formatted(key.sentence(), key.list() ? "Each entry is a part" : "It is a part", kind))
                .orElse(key.sentence());
    }

    private static Map<String, Object> text(KeyReference key) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", "string");
        text.put("pattern", pattern(key));
        return text;
    }

    /** Adds the default, if there is a value for it. */
    private static void standard(KeyReference key, Map<String, Object> schema) {
        String value = key.fallback();
        if (key.list()) {
            schema.put(
                    "default",
                    Arrays.stream(value.split(";"))
                            .filter(entry -> !entry.isEmpty())
                            .toList());
        } else if (key.wholeNumber()) {
            schema.put("default", Integer.valueOf(value));
        } else if (key.flag()) {
            schema.put("default", Boolean.valueOf(value));
        } else if (!value.isEmpty()) {
            schema.put("default", value);
        }
    }

    private static String pattern(KeyReference key) {
        if (PartKeys.kind(key.name()).isEmpty()) {
            return "\\S";
        }
        String part =
                switch (key.name()) {
                    case "stages" -> "\\d+:\\s*" + PART;
                    case "tasks" -> PART + "\\s*(=\\s*[-+.\\deE]+)?";
                    default -> PART;
                };
        return "^\\s*%s\\s*$".formatted(Keys.mayBeEmpty(key.name()) ? "(%s)?".formatted(part) : part);
    }

    private static Map<String, Object> described(String type, String description) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", description);
        schema.put("type", type);
        return schema;
    }

    private static Map<String, Object> anyOf(String one, String other) {
        return Map.of("anyOf", List.of(Map.of("required", List.of(one)), Map.of("required", List.of(other))));
    }

    private static Map<String, Object> reference(String definition) {
        return Map.of("$ref", "#/$defs/" + definition);
    }
}
