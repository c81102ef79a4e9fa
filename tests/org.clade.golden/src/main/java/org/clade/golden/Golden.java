package org.clade.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * One reference case: inputs, parameters, expected values and tolerance, computed in float64 with PyTorch, scikit-learn
 * and Pillow. A dotted path addresses each element, such as {@code expected.grad.l} or {@code params.cases.0.angle}.
 */
public final class Golden {

    private final String name;
    private final JsonObject root;

    private Golden(String name, JsonObject root) {
        this.name = name;
        this.root = root;
    }

    /**
     * Reads a case.
     *
     * @param name the file's name without {@code .json}, for example {@code gat_eq3_ti__dot}
     * @return the case
     */
    public static Golden load(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("There is no golden case " + name);
            }
            return new Golden(
                    name,
                    JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                            .getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Copies a file that lies next to the cases, such as weights.
     *
     * @param name its name
     * @param folder where to
     * @return the copy
     */
    public static Path copy(String name, Path folder) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no golden file " + name);
            }
            Path copy = folder.resolve(name);
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A network of a case {@code network_facts_*}.
     *
     * @param net its name
     * @return its facts
     */
    public JsonObject net(String net) {
        return json("expected.nets").getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(facts -> facts.get("name").getAsString().equals(net))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no network " + net));
    }

    /** {@return the whole numbers of a list} */
    public static List<Integer> integers(JsonElement list) {
        return list.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsInt)
                .toList();
    }

    /**
     * An element as JSON.
     *
     * @param path names and list positions, separated by dots
     * @return the element
     */
    public JsonElement json(String path) {
        JsonElement at = root;
        for (String key : path.split("\\.")) {
            JsonElement next = at.isJsonArray()
                    ? at.getAsJsonArray().get(Integer.parseInt(key))
                    : at.getAsJsonObject().get(key);
            if (next == null) {
                throw new IllegalArgumentException(name + " has no " + path);
            }
            at = next;
        }
        return at;
    }

    /** {@return whether the case has such an element} */
    public boolean has(String path) {
        try {
            json(path);
            return true;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** {@return a number} */
    public double number(String path) {
        return json(path).getAsDouble();
    }

    /** {@return a text} */
    public String text(String path) {
        return json(path).getAsString();
    }

    /** {@return the number of elements of a list} */
    public int size(String path) {
        return json(path).getAsJsonArray().size();
    }

    /** {@return the numbers of a tensor, of a list or of a named file of NumPy, row-major} */
    public double[] numbers(String path) {
        JsonElement element = json(path);
        if (GoldenArray.isNamed(element)) {
            return GoldenArray.read(element.getAsString()).numbers();
        }
        JsonArray data =
                element.isJsonObject() ? element.getAsJsonObject().getAsJsonArray("data") : element.getAsJsonArray();
        return data.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
    }

    /** {@return the whole numbers of a tensor or of a list, row-major} */
    public int[] integers(String path) {
        double[] numbers = numbers(path);
        int[] integers = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            integers[i] = (int) numbers[i];
        }
        return integers;
    }

    /** {@return the dimensions of a tensor} */
    public long[] shape(String path) {
        if (GoldenArray.isNamed(json(path))) {
            return GoldenArray.read(text(path)).shape();
        }
        List<Long> dimensions = new ArrayList<>();
        json(path).getAsJsonObject().getAsJsonArray("shape").forEach(d -> dimensions.add(d.getAsLong()));
        return dimensions.stream().mapToLong(Long::longValue).toArray();
    }

    /** {@return a tensor as float32} */
    public NDArray tensor(NDManager manager, String path) {
        double[] numbers = numbers(path);
        float[] floats = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return manager.create(floats, new Shape(shape(path)));
    }

    /**
     * Compares numbers with the case's own tolerance.
     *
     * @param path the expected tensor, list or number
     * @param actual the computed values, any shape, the same number of elements
     * @throws AssertionError naming the first element that differs by more than {@code abs + rel * |expected|}
     */
    public void check(String path, NDArray actual) {
        float[] floats =
                actual.toType(ai.djl.ndarray.types.DataType.FLOAT32, false).toFloatArray();
        double[] numbers = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            numbers[i] = floats[i];
        }
        check(path, numbers);
    }

    /**
     * Compares numbers with the case's own tolerance.
     *
     * @param path the expected tensor, list or number
     * @param actual the computed values, row-major
     * @throws AssertionError naming the first element that differs by more than {@code abs + rel * |expected|}
     */
    public void check(String path, double... actual) {
        check(path, number("tolerance.abs"), number("tolerance.rel"), actual);
    }

    /**
     * Compares numbers with the caller's tolerance.
     *
     * @param path the expected tensor, list or number
     * @param abs absolute part of the tolerance
     * @param rel part of the tolerance relative to the expected value
     * @param actual the computed values, row-major
     * @throws AssertionError naming the first element that differs by more than {@code abs + rel * |expected|}
     */
    public void check(String path, double abs, double rel, double... actual) {
        JsonElement element = json(path);
        double[] expected = element.isJsonPrimitive() && !GoldenArray.isNamed(element)
                ? new double[] {number(path)}
                : numbers(path);
        if (expected.length != actual.length) {
            throw new AssertionError(
                    name + " " + path + ": expected " + expected.length + " numbers, got " + actual.length);
        }
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(expected[i] - actual[i]) <= abs + rel * Math.abs(expected[i]))) {
                throw new AssertionError(
                        name + " " + path + "[" + i + "]: expected " + expected[i] + ", got " + actual[i]);
            }
        }
    }
}
