package org.clade.cluster.edit;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.cluster.FileMode;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.cluster.folder.ClusterFolders;
import org.clade.cluster.folder.ClusterSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the folders of a clustered folder again after an edit, {@code clusters/<n>} or {@code clusters/<n> <name>}. */
final class EditedFolders {

    private static final Logger LOG = LoggerFactory.getLogger("run");

    private final DataService data;

    EditedFolders(DataService data) {
        this.data = data;
    }

    /** Writes the folders if the run has any. If the images are gone, the folders stay as they are, with a warning. */
    void refresh(EditedRun run) {
        Path folders = run.folder().resolve("clusters");
        Optional<FileMode> mode = ClusterSettings.read(run.folder()).map(ClusterSettings::files);
        if (mode.isEmpty() || mode.get() == FileMode.NONE || !Files.isDirectory(folders)) {
            return;
        }
        try {
            write(run, new ClusterFolders(folders, mode.get()));
        } catch (RefusedException | UncheckedIOException e) {
            LOG.warn("The folders in {} stay as they were: {}", folders, e.getMessage());
        }
    }

    /**
     * Writes the folders.
     *
     * @return how many images they hold
     * @throws RefusedException if no image file of the run is found
     */
    int write(EditedRun run, ClusterFolders folders) {
        Map<String, Path> files = files(run.folder());
        ClusterState state = run.state();
        List<String> names = new ArrayList<>();
        List<List<Path>> groups = new ArrayList<>();
        state.names().forEach((cluster, name) -> {
            List<Path> group = new ArrayList<>();
            for (int image : state.members(cluster)) {
                Optional.ofNullable(files.get(run.table().images().get(image))).ifPresent(group::add);
            }
            if (!group.isEmpty()) {
                names.add(name.isEmpty() ? cluster.toString() : cluster + " " + name);
                groups.add(group);
            }
        });
        if (groups.isEmpty()) {
            throw new RefusedException(
                    "Run %s has no image files that are found; folders of clusters need images that are files."
                            .formatted(run.folder()));
        }
        folders.write(groups, names, done -> {});
        return groups.stream().mapToInt(List::size).sum();
    }

    /** {@return the file of each image by its name} */
    private Map<String, Path> files(Path run) {
        Path request = run.resolve("request.json");
        try {
            JsonObject asked = JsonParser.parseString(Files.readString(request)).getAsJsonObject();
            Dataset images = data.open(
                    asked.get("data").getAsString(),
                    Split.valueOf(asked.get("split").getAsString()));
            Map<String, Path> files = new HashMap<>();
            for (int i = 0; i < images.info().images(); i++) {
                String item = images.item(i);
                images.file(i).ifPresent(file -> files.put(item, file));
            }
            return files;
        } catch (IOException | JsonParseException | IllegalStateException | IllegalArgumentException e) {
            throw new RefusedException("%s cannot be read.".formatted(request), e);
        }
    }
}
