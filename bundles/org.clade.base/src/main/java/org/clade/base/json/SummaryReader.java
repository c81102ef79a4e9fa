package org.clade.base.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.clade.api.data.DatasetNote;
import org.clade.api.metric.ClusterScores;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunState;
import org.clade.api.run.RunSummary;

/**
 * Reads a {@link RunSummary} from the JSON that {@link ResultJson} writes. Missing members, as in files of earlier
 * versions, are empty, 0 or false. Numbers under other names than those of components are scores.
 */
public final class SummaryReader {

    private static final String STATUS = "status";
    private static final String EXIT_CODE = "exit_code";

    private SummaryReader() {}

    /**
     * Reads a summary.
     *
     * @param text the content of {@code summary.json}
     * @return the summary
     * @throws JsonParseException if the text is not JSON, or if a member has another type
     * @throws IllegalArgumentException if a word or a number is unknown; the message says which
     */
    public static RunSummary read(String text) {
        JsonElement parsed = JsonParser.parseString(text);
        if (parsed.isJsonNull()) {
            throw new IllegalArgumentException("it is empty");
        }
        if (!parsed.isJsonObject()) {
            throw new JsonParseException("no object");
        }
        return record(parsed.getAsJsonObject(), RunSummary.class, new HashSet<>());
    }

    private static <R extends Record> R record(JsonObject json, Class<R> type, Set<String> outer) {
        Set<String> known = outer.isEmpty() ? names(type) : outer;
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = component(json, components[i], known);
        }
        try {
            return type.getConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private static Set<String> names(Class<?> type) {
        Set<String> names = new HashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (ResultJson.group(component.getType())) {
                names.addAll(names(component.getType()));
            } else {
                names.add(ResultJson.name(component));
            }
        }
        return names;
    }

    private static Object component(JsonObject json, RecordComponent component, Set<String> known) {
        Class<?> type = component.getType();
        if (type == ClusterScores.class) {
            return scores(json, known);
        }
        if (ResultJson.group(type)) {
            return record(json, type.asSubclass(Record.class), known);
        }
        if (type == DatasetNote.Kind.class) {
            return DatasetNote.Kind.LEFT_OUT; // the enclosing list gives the kind
        }
        if (type == RunOutcome.class) {
            return outcome(json);
        }
        return value(json.get(ResultJson.name(component)), component.getGenericType());
    }

    private static ClusterScores scores(JsonObject json, Set<String> known) {
        Map<String, Double> scores = new LinkedHashMap<>();
        json.asMap().forEach((name, value) -> {
            if (!known.contains(name)
                    && value.isJsonPrimitive()
                    && value.getAsJsonPrimitive().isNumber()) {
                scores.put(name, value.getAsDouble());
            }
        });
        return new ClusterScores(scores);
    }

    private static RunOutcome outcome(JsonObject json) {
        JsonElement code = json.get(EXIT_CODE);
        if (missing(code)) {
            return switch (state(json.get(STATUS))) {
                case FINISHED -> RunOutcome.COMPLETED;
                case STOPPED -> RunOutcome.STOPPED;
                case FAILED -> RunOutcome.FAILED;
                default -> RunOutcome.UNFINISHED;
            };
        }
        int number = (int) number(code);
        return ExitCodes.outcome(number).orElseThrow(() -> new IllegalArgumentException("its exit_code is " + number));
    }

    private static RunState state(JsonElement word) {
        String status = missing(word) ? "null" : text(word);
        return Arrays.stream(RunState.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(status))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("its status is “%s”".formatted(status)));
    }

    private static Object value(JsonElement json, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return missing(json) ? Optional.empty() : Optional.of(value(json, of[0]));
            }
            return generic.getRawType() == List.class ? list(json, of[0]) : map(json, of[1]);
        }
        return single(json, (Class<?>) type);
    }

    private static List<Object> list(JsonElement json, Type each) {
        List<Object> list = new ArrayList<>();
        if (!missing(json)) {
            if (!json.isJsonArray()) {
                throw new JsonParseException(json + " is not a list");
            }
            json.getAsJsonArray().forEach(element -> list.add(value(element, each)));
        }
        return list;
    }

    private static Map<String, Object> map(JsonElement json, Type each) {
        Map<String, Object> map = new LinkedHashMap<>();
        object(json).asMap().forEach((name, element) -> map.put(name, value(element, each)));
        return map;
    }

    private static Object single(JsonElement json, Class<?> type) {
        if (type == RunState.class) {
            return state(json);
        }
        if (type.isRecord()) {
            return record(object(json), type.asSubclass(Record.class), Set.of());
        }
        if (type == String.class) {
            return missing(json) ? "" : text(json);
        }
        if (type == boolean.class || type == Boolean.class) {
            return !missing(json) && Boolean.parseBoolean(text(json));
        }
        if (type == OptionalInt.class) {
            return missing(json) ? OptionalInt.empty() : OptionalInt.of((int) number(json));
        }
        if (type == OptionalLong.class) {
            return missing(json) ? OptionalLong.empty() : OptionalLong.of(whole(json));
        }
        if (type == OptionalDouble.class) {
            return missing(json) ? OptionalDouble.empty() : OptionalDouble.of(number(json));
        }
        if (type == long.class) {
            return missing(json) ? 0L : whole(json);
        }
        double number = missing(json) ? 0 : number(json);
        return type == int.class ? (Object) (int) number : (Object) number;
    }

    private static boolean missing(JsonElement json) {
        return json == null || json.isJsonNull();
    }

    private static JsonObject object(JsonElement json) {
        if (missing(json)) {
            return new JsonObject();
        }
        if (!json.isJsonObject()) {
            throw new JsonParseException(json + " is not an object");
        }
        return json.getAsJsonObject();
    }

    private static String text(JsonElement json) {
        if (!json.isJsonPrimitive()) {
            throw new JsonParseException(json + " is not a single value");
        }
        return json.getAsString();
    }

    private static double number(JsonElement json) {
        try {
            return Double.parseDouble(text(json));
        } catch (NumberFormatException e) {
            throw new JsonParseException(json + " is not a number", e);
        }
    }

    /** Seeds use all 64 bits, more than a double holds. */
    private static long whole(JsonElement json) {
        try {
            return Long.parseLong(text(json));
        } catch (NumberFormatException e) {
            throw new JsonParseException(json + " is not a whole number", e);
        }
    }
}
