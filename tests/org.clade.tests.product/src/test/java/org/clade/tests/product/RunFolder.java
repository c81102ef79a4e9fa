package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a run. */
record RunFolder(Path path) {
    /** {@return the one run folder somewhere below a folder} */
    static RunFolder below(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> recipes =
                    files.filter(file -> file.endsWith("recipe.json")).toList();
            assertEquals(1, recipes.size(), recipes::toString);
            return new RunFolder(recipes.get(0).getParent());
        } catch (IOException e) {
            return fail("The runs below " + root + " cannot be read", e);
        }
    }

    /** {@return the file's lines} */
    List<String> lines(String file) {
        try {
            return Files.readAllLines(path.resolve(file));
        } catch (IOException e) {
            return fail("The run folder " + path + " has no readable " + file, e);
        }
    }

    /** {@return the JSON object in the file} */
    JsonObject json(String file) {
        return JsonParser.parseString(String.join("\n", lines(file))).getAsJsonObject();
    }

    /** {@return the JSON objects of the file, one a line} */
    List<JsonObject> jsonLines(String file) {
        return lines(file).stream()
                .map(JsonParser::parseString)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    /** {@return the comma-separated values of the file, header first} */
    List<String[]> rows(String file) {
        return lines(file).stream().map(line -> line.split(",", -1)).toList();
    }
}
