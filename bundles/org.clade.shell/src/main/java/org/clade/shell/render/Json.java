package org.clade.shell.render;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.nio.file.Path;

/** JSON for programs that read a command's result. It leaves out NaN, such as the score of no images. */
public final class Json {

    private static final JsonSerializer<Double> NUMBER = (number, type, context) -> number(number);
    private static final JsonSerializer<Float> SINGLE =
            (number, type, context) -> Float.isFinite(number) ? new JsonPrimitive(number) : JsonNull.INSTANCE;
    private static final JsonSerializer<Path> PATH = (path, type, context) -> new JsonPrimitive(path.toString());

    private static final Gson LINE = builder().create();
    private static final Gson DOCUMENT = builder().setPrettyPrinting().create();

    private Json() {}

    /** {@return maps, lists, numbers and texts as a document of several lines} */
    public static String document(Object value) {
        return DOCUMENT.toJson(value);
    }

    /** {@return maps, lists, numbers and texts on one line} */
    public static String line(Object value) {
        return LINE.toJson(value);
    }

    /** {@return a value as part of a document} */
    public static JsonElement tree(Object value) {
        return LINE.toJsonTree(value);
    }

    private static GsonBuilder builder() {
        return new GsonBuilder()
                .disableHtmlEscaping()
                .registerTypeAdapter(Double.class, NUMBER)
                .registerTypeAdapter(double.class, NUMBER)
                .registerTypeAdapter(Float.class, SINGLE)
                .registerTypeHierarchyAdapter(Path.class, PATH);
    }

    private static JsonElement number(double number) {
        return Double.isFinite(number) ? new JsonPrimitive(number) : JsonNull.INSTANCE;
    }
}
