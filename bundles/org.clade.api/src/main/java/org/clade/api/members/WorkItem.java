package org.clade.api.members;

import java.util.List;
import java.util.Map;

/**
 * A command of Clade for some member: it runs in a process of its own, in a folder of its own, and what it leaves there comes back.
 *
 * @param id its name, the same for the same work, such as {@code lr-8f3a/0007}: letters, digits, {@code -}, {@code _} and {@code .}, with
 *     one slash between job and item
 * @param title what it is, in words
 * @param command the command and its arguments; {@value #FOLDER} stands for the folder
 * @param texts small files to put into the folder, by name
 * @param archives folders to put into the folder, by name: what {@link WorkQueue#store} returned
 * @param results the folder with what comes back, within the folder
 * @param rows the name of a file of JSON lines that is sent on while it grows; empty for none
 * @param threads threads of the process, at least 1
 */
public record WorkItem(
        String id,
        String title,
        List<String> command,
        Map<String, String> texts,
        Map<String, String> archives,
        String results,
        String rows,
        int threads) {

    /** The folder of the item, in {@link #command}. */
    public static final String FOLDER = "{folder}";

    /** Copies the collections. */
    public WorkItem {
        command = List.copyOf(command);
        texts = Map.copyOf(texts);
        archives = Map.copyOf(archives);
    }

    /** {@return the job that it belongs to} */
    public String job() {
        return id.substring(0, id.indexOf('/'));
    }
}
