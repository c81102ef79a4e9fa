import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.clade.variant.recipe.RecipeSchema;

/** Writes the JSON Schema of recipes: {@code java -cp <class path> WriteSchema.java <file>}. */
public final class WriteSchema {
    private WriteSchema() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), RecipeSchema.text());
    }
}
