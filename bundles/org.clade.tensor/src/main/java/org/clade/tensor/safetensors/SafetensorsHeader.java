package org.clade.tensor.safetensors;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.part.RefusedException;

/** Reads and checks the header of a file. */
final class SafetensorsHeader {

    static final String METADATA = "__metadata__";
    static final String TYPE = "dtype";
    static final String SHAPE = "shape";
    static final String OFFSETS = "data_offsets";
    private static final int MOST_DIMENSIONS = 64;

    private final Path file;
    private final long dataBytes;
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private SafetensorsHeader(Path file, long dataBytes) {
        this.file = file;
        this.dataBytes = dataBytes;
    }

    /**
     * Reads a header.
     *
     * @param file for messages
     * @param json the header
     * @param dataBytes the bytes after the header
     * @return the header, all of whose tensors fit the data
     * @throws RefusedException if a tensor does not, or if it is no header
     */
    static SafetensorsHeader read(Path file, String json, long dataBytes) {
        SafetensorsHeader header = new SafetensorsHeader(file, dataBytes);
        try (JsonReader reader = new JsonReader(new StringReader(json))) {
            reader.setStrictness(Strictness.STRICT);
            header.readAll(reader);
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw new RefusedException(
                    "The header of “%s” is no JSON of the form that safetensors has (%s); fetch or save the file again."
                            .formatted(file, reason(e)),
                    e);
        }
        header.checkOrder();
        return header;
    }

    private static String reason(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    }

    Map<String, TensorInfo> tensors() {
        return tensors;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    private void readAll(JsonReader reader) throws IOException {
        reader.beginObject();
        boolean metadataRead = false;
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (name.equals(METADATA)) {
                if (metadataRead) {
                    throw refused(name, "occurs twice");
                }
                metadataRead = true;
                readMetadata(reader);
            } else if (tensors.put(name, readTensor(name, reader)) != null) {
                throw refused(name, "occurs twice");
            }
        }
        reader.endObject();
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw new IllegalStateException("text follows the last brace");
        }
    }

    private void readMetadata(JsonReader reader) throws IOException {
        reader.beginObject();
        while (reader.hasNext()) {
            metadata.put(reader.nextName(), reader.nextString());
        }
        reader.endObject();
    }

    private TensorInfo readTensor(String name, JsonReader reader) throws IOException {
        Optional<String> type = Optional.empty();
        Optional<List<Long>> shape = Optional.empty();
        Optional<List<Long>> offsets = Optional.empty();
        reader.beginObject();
        while (reader.hasNext()) {
            String key = reader.nextName();
            switch (key) {
                case TYPE -> type = Optional.of(reader.nextString());
                case SHAPE -> shape = Optional.of(readNumbers(name, key, reader));
                case OFFSETS -> offsets = Optional.of(readNumbers(name, key, reader));
                default -> throw refused(name, "has the unknown key “" + key + "”");
            }
        }
        reader.endObject();
        return checked(
                name,
                type.orElseThrow(() -> refused(name, "has no dtype")),
                shape.orElseThrow(() -> refused(name, "has no shape")),
                offsets.orElseThrow(() -> refused(name, "has no data_offsets")));
    }

    private List<Long> readNumbers(String name, String key, JsonReader reader) throws IOException {
        List<Long> numbers = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            String text = reader.peek() == JsonToken.NUMBER ? reader.nextString() : "";
            if (!text.matches("\\d{1,18}") || numbers.size() == MOST_DIMENSIONS) {
                throw refused(name, "has in %s what is not a list of whole numbers from 0".formatted(key));
            }
            numbers.add(Long.parseLong(text));
        }
        reader.endArray();
        return numbers;
    }

    private TensorInfo checked(String name, String typeName, List<Long> shape, List<Long> offsets) {
        TensorType type = TensorType.of(typeName)
                .orElseThrow(() ->
                        refused(name, "has the type %s, but Clade reads %s".formatted(typeName, TensorType.all())));
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw refused(name, "has the data_offsets %s, which are no begin and end".formatted(offsets));
        }
        TensorInfo tensor = new TensorInfo(name, type, shape, offsets.get(0), offsets.get(1));
        long stated = tensor.end() - tensor.begin();
        long needed = bytes(tensor);
        if (stated != needed) {
            throw refused(
                    name,
                    "has the shape %s of %s, which takes %s bytes, but its data_offsets give it %s"
                            .formatted(tensor.shapeText(), type, needed, stated));
        }
        if (tensor.end() > dataBytes) {
            throw refused(
                    name, "ends at byte %s, but the file has only %s bytes of data".formatted(tensor.end(), dataBytes));
        }
        return tensor;
    }

    private long bytes(TensorInfo tensor) {
        try {
            long bytes = tensor.type().bytes();
            for (long size : tensor.shape()) {
                bytes = Math.multiplyExact(bytes, size);
            }
            return bytes;
        } catch (ArithmeticException e) {
            throw new RefusedException(
                    sentence(tensor.name(), "has the shape %s, which is too large".formatted(tensor.shapeText())), e);
        }
    }

    /** The tensors must follow one another and fill the data. */
    private void checkOrder() {
        List<TensorInfo> inOrder = tensors.values().stream()
                .sorted(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end))
                .toList();
        long at = 0;
        for (TensorInfo tensor : inOrder) {
            if (tensor.begin() != at) {
                throw refused(
                        tensor.name(),
                        "begins at byte %s, but the tensor before it ends at byte %s".formatted(tensor.begin(), at));
            }
            at = tensor.end();
        }
        if (at != dataBytes) {
            throw new RefusedException(
                    "“%s” has %s bytes of data, but its tensors end at byte %s; fetch or save the file again."
                            .formatted(file, dataBytes, at));
        }
    }

    private RefusedException refused(String tensor, String problem) {
        return new RefusedException(sentence(tensor, problem));
    }

    private String sentence(String tensor, String problem) {
        return "In “%s” the tensor “%s” %s; fetch or save the file again.".formatted(file, tensor, problem);
    }
}
