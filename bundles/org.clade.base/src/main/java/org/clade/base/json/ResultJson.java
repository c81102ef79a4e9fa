package org.clade.base.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.DatasetNotes;
import org.clade.api.metric.ClusterScores;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunSummary;

/**
 * Records of results as JSON. A component {@code imagesPerSecond} becomes the member {@code images_per_second}. Absent values,
 * empty lists and numbers that are not finite are left out. Scores, and records that only group components, become
 * members of the enclosing object.
 */
public final class ResultJson {

    /** Members with another name than their component. */
    private static final Map<String, String> NAMES =
            // wording: a former name
            Map.of("by", "new", "outcome", "exit_code", "normalization", "normalisation");

    private static final Set<Class<?>> GROUPS =
            Set.of(RunSummary.Setup.class, RunSummary.Training.class, RunSummary.Speed.class, DatasetNotes.class);

    private ResultJson() {}

    /**
     * Writes a result.
     *
     * @param result the result
     * @return its members in the order of its components
     */
    public static JsonObject write(Record result) {
        JsonObject json = new JsonObject();
        add(json, result);
        return json;
    }

    /** {@return the name of a component's member} */
    static String name(RecordComponent component) {
        String name = component.getName();
        return NAMES.getOrDefault(name, name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
    }

    /** {@return whether the components of a record are members of the enclosing object} */
    static boolean group(Class<?> type) {
        return GROUPS.contains(type);
    }

    private static void add(JsonObject json, Record result) {
        for (RecordComponent component : result.getClass().getRecordComponents()) {
            Object value = value(component, result);
            if (value instanceof ClusterScores scores) {
                scores.values().forEach((name, score) -> put(json, name, element(score)));
            } else if (group(component.getType())) {
                add(json, (Record) value);
            } else if (value instanceof Collection<?> list && list.isEmpty() && !(result instanceof DatasetNote)) {
                continue;
            } else if (!(value instanceof DatasetNote.Kind)) { // the enclosing list gives its kind
                put(json, name(component), element(value));
            }
        }
    }

    private static void put(JsonObject json, String name, JsonElement value) {
        if (!value.isJsonNull()) {
            json.add(name, value);
        }
    }

    private static Object value(RecordComponent component, Record result) {
        try {
            return component.getAccessor().invoke(result);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static JsonElement element(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(ResultJson::element).orElse(JsonNull.INSTANCE);
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? new JsonPrimitive(number.getAsInt()) : JsonNull.INSTANCE;
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? new JsonPrimitive(number.getAsLong()) : JsonNull.INSTANCE;
        }
        if (value instanceof OptionalDouble number) {
            return number.isPresent() ? element(number.getAsDouble()) : JsonNull.INSTANCE;
        }
        if (value instanceof Record record) {
            return write(record);
        }
        if (value instanceof Map<?, ?> map) {
            JsonObject json = new JsonObject();
            map.forEach((name, each) -> put(json, name.toString(), element(each)));
            return json;
        }
        if (value instanceof Collection<?> list) {
            JsonArray json = new JsonArray();
            list.forEach(each -> json.add(element(each)));
            return json;
        }
        if (value instanceof RunOutcome outcome) {
            return new JsonPrimitive(ExitCodes.of(outcome));
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return JsonNull.INSTANCE;
        }
        return value instanceof Number number
                ? new JsonPrimitive(number)
                : value instanceof Boolean bool ? new JsonPrimitive(bool) : new JsonPrimitive(text(value));
    }

    private static String text(Object value) {
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value.toString();
    }
}
