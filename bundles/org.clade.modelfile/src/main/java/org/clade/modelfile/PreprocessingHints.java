package org.clade.modelfile;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.clade.api.data.Interpolation;

/**
 * What a file says about the images that a network takes. Each may be missing.
 *
 * @param size rows and columns of the input
 * @param shorter pixels of the shorter side before the crop
 * @param interpolation how images are resized
 * @param mean the mean of each channel
 * @param deviation the standard deviation of each channel
 */
public record PreprocessingHints(
        OptionalInt size,
        OptionalInt shorter,
        Optional<Interpolation> interpolation,
        Optional<List<Double>> mean,
        Optional<List<Double>> deviation) {

    /** Nothing is said. */
    public static final PreprocessingHints NONE = new PreprocessingHints(
            OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final int PILLOWS_BILINEAR = 2;
    private static final int PILLOWS_BICUBIC = 3;
    private static final int COLORS = 3;

    /** {@return the hints with a size, if they have none} */
    public PreprocessingHints orSize(OptionalInt other) {
        return new PreprocessingHints(size.isPresent() ? size : other, shorter, interpolation, mean, deviation);
    }

    /** {@return these hints, and those of another file where these say nothing} */
    public PreprocessingHints or(PreprocessingHints other) {
        return new PreprocessingHints(
                size.isPresent() ? size : other.size,
                shorter.isPresent() ? shorter : other.shorter,
                interpolation.or(() -> other.interpolation),
                mean.or(() -> other.mean),
                deviation.or(() -> other.deviation));
    }

    /**
     * Reads Hugging Face's {@code preprocessor_config.json}, or timm's {@code config.json}.
     *
     * @param json the text
     * @return what it says; nothing if it is no such text
     */
    public static PreprocessingHints of(String json) {
        try {
            JsonElement root = JsonParser.parseString(json);
            if (!root.isJsonObject()) {
                return NONE;
            }
            JsonObject whole = root.getAsJsonObject();
            return whole.has("pretrained_cfg") ? timm(whole.getAsJsonObject("pretrained_cfg")) : huggingFace(whole);
        } catch (JsonParseException | ClassCastException | IllegalStateException | NumberFormatException e) {
            return NONE; // another file of that name
        }
    }

    private static PreprocessingHints huggingFace(JsonObject json) {
        OptionalInt crop = side(json.get("crop_size"));
        OptionalInt shorter = side(json.get("size"));
        Optional<Interpolation> interpolation = Optional.empty();
        if (json.has("resample")) {
            int filter = json.get("resample").getAsInt();
            interpolation = filter == PILLOWS_BILINEAR
                    ? Optional.of(Interpolation.BILINEAR)
                    : filter == PILLOWS_BICUBIC ? Optional.of(Interpolation.BICUBIC) : Optional.empty();
        }
        return new PreprocessingHints(
                crop.isPresent() ? crop : shorter,
                shorter,
                interpolation,
                numbers(json.get("image_mean")),
                numbers(json.get("image_std")));
    }

    private static OptionalInt side(JsonElement size) {
        if (size == null || size.isJsonNull()) {
            return OptionalInt.empty();
        }
        if (size.isJsonPrimitive()) {
            return OptionalInt.of(size.getAsInt());
        }
        JsonObject sides = size.getAsJsonObject();
        for (String key : List.of("shortest_edge", "height")) {
            if (sides.has(key)) {
                return OptionalInt.of(sides.get(key).getAsInt());
            }
        }
        return OptionalInt.empty();
    }

    private static PreprocessingHints timm(JsonObject json) {
        OptionalInt size = OptionalInt.empty();
        OptionalInt shorter = OptionalInt.empty();
        if (json.has("input_size")) {
            size = OptionalInt.of(json.getAsJsonArray("input_size").get(1).getAsInt());
            double share = json.has("crop_pct") ? json.get("crop_pct").getAsDouble() : 1;
            shorter = OptionalInt.of((int) Math.floor(size.getAsInt() / share));
        }
        String filter = json.has("interpolation") ? json.get("interpolation").getAsString() : "";
        return new PreprocessingHints(
                size,
                shorter,
                filter.equals("bilinear")
                        ? Optional.of(Interpolation.BILINEAR)
                        : filter.equals("bicubic") ? Optional.of(Interpolation.BICUBIC) : Optional.empty(),
                numbers(json.get("mean")),
                numbers(json.get("std")));
    }

    private static Optional<List<Double>> numbers(JsonElement list) {
        if (list == null
                || !list.isJsonArray()
                || list.getAsJsonArray().size() != COLORS
                        && list.getAsJsonArray().size() != 1) {
            return Optional.empty();
        }
        List<Double> numbers = new ArrayList<>();
        list.getAsJsonArray().forEach(number -> numbers.add(number.getAsDouble()));
        return Optional.of(List.copyOf(numbers));
    }
}
