package org.clade.run.features;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.clade.api.part.RefusedException;
import org.clade.api.prediction.Shard;
import org.clade.base.csv.CsvFile;
import org.clade.base.file.FileProblem;

/**
 * A part of the features of a set of images, with what is next to it.
 *
 * @param file the file of features
 * @param said the content of its {@code .json}
 */
record FeatureShard(Path file, JsonObject said) {

    private static final String SHARD = "shard";

    /** What differs between the shards of one set. */
    private static final List<String> OWN =
            List.of("file", SHARD, "images", "seconds", "images_per_second", "left_out", "doubtful");

    /**
     * Reads what a file says.
     *
     * @param file a file of features
     * @return the shard
     * @throws RefusedException if it is none, or not whole
     */
    static FeatureShard of(Path file) {
        Path json = FeatureOutput.companion(file, ".json");
        try {
            FeatureShard shard = new FeatureShard(
                    file, JsonParser.parseString(Files.readString(json)).getAsJsonObject());
            if (!shard.said.has(SHARD)) {
                throw new RefusedException(
                        "“%s” holds the features of all images, not of a shard; there is nothing to merge."
                                .formatted(file));
            }
            FeatureFormat format = FeatureFormat.of(file);
            long expected =
                    format.head(shard.rows(), shard.width()).length + (long) shard.rows() * shard.width() * Float.BYTES;
            if (format != FeatureFormat.CSV && Files.size(file) != expected) {
                throw new RefusedException("“%s” has %s bytes instead of %s; compute shard %s again."
                        .formatted(file, Files.size(file), expected, shard.shard()));
            }
            return shard;
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be read: %s; name files that features --shard has written."
                            .formatted(json, FileProblem.words(json, e)),
                    e);
        } catch (JsonParseException | IllegalStateException | NullPointerException e) {
            throw new RefusedException(
                    "%s is not the JSON that features writes; compute the shard again.".formatted(json), e);
        }
    }

    /** {@return which part it is} */
    Shard shard() {
        return Shard.of(said.get(SHARD).getAsString());
    }

    /** {@return how many images} */
    int rows() {
        return said.get("images").getAsInt();
    }

    /** {@return numbers of a feature vector} */
    int width() {
        return said.get("width").getAsInt();
    }

    /** {@return what all shards of one set have in common} */
    JsonObject common() {
        JsonObject common = said.deepCopy();
        OWN.forEach(common::remove);
        return common;
    }

    /** {@return what the file of all shards says} */
    JsonObject whole(String name, int images, double seconds) {
        JsonObject whole = new JsonObject();
        for (String key : said.keySet()) {
            JsonElement value = said.get(key);
            switch (key) {
                case "file" -> whole.addProperty(key, name);
                case "images" -> whole.addProperty(key, images);
                case "seconds" -> whole.addProperty(key, seconds);
                case "images_per_second" -> whole.addProperty(key, images / seconds);
                case SHARD -> whole.remove(key);
                default -> whole.add(key, value);
            }
        }
        return whole;
    }

    /** {@return the seconds that it took} */
    double seconds() {
        return said.get("seconds").getAsDouble();
    }

    /**
     * Reads a column next to the file.
     *
     * @param name {@code paths} or {@code labels}
     * @param folder where the merged file will be; relative paths of files are seen from there
     * @return a value for each image; empty if there is no such file
     */
    List<String> column(String name, Path folder) {
        Path list = FeatureOutput.companion(file, "." + name + ".csv");
        List<String> values = new ArrayList<>();
        if (!Files.exists(list)) {
            return values;
        }
        try (Reader in = Files.newBufferedReader(list, StandardCharsets.UTF_8);
                CSVParser rows = CSVParser.parse(in, CsvFile.FORMAT)) {
            for (CSVRecord row : rows) {
                values.add(row.getRecordNumber() == 1 ? "" : moved(row.get(0), folder));
            }
        } catch (IOException e) {
            throw new RefusedException("%s cannot be read: %s.".formatted(list, FileProblem.words(list, e)), e);
        }
        if (values.size() != rows() + 1) {
            throw new RefusedException("%s has %s rows instead of %s; compute shard %s again."
                    .formatted(list, values.size() - 1, rows(), shard()));
        }
        return values.subList(1, values.size());
    }

    private String moved(String value, Path folder) {
        Path own = file.toAbsolutePath().getParent();
        if (own.equals(folder)) {
            return value;
        }
        try {
            Path image = own.resolve(value).normalize();
            return Files.isRegularFile(image)
                    ? (image.startsWith(folder) ? folder.relativize(image) : image).toString()
                    : value;
        } catch (InvalidPathException e) {
            return value;
        }
    }
}
