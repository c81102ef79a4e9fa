package org.clade.api.data;

import java.util.List;

/**
 * The notes on a data set, by kind.
 *
 * @param leftOut files that the set leaves out
 * @param doubtful images of the set whose values may be wrong
 */
public record DatasetNotes(List<DatasetNote> leftOut, List<DatasetNote> doubtful) {

    /** No notes. */
    public static final DatasetNotes NONE = new DatasetNotes(List.of(), List.of());

    /** Copies the notes; each takes the kind of its list. */
    public DatasetNotes {
        leftOut =
                leftOut.stream().map(note -> note.as(DatasetNote.Kind.LEFT_OUT)).toList();
        doubtful = doubtful.stream()
                .map(note -> note.as(DatasetNote.Kind.DOUBTFUL))
                .toList();
    }

    /**
     * Sorts notes by kind.
     *
     * @param notes the notes of a data set
     * @return the same notes
     */
    public static DatasetNotes of(List<DatasetNote> notes) {
        return new DatasetNotes(of(notes, DatasetNote.Kind.LEFT_OUT), of(notes, DatasetNote.Kind.DOUBTFUL));
    }

    private static List<DatasetNote> of(List<DatasetNote> notes, DatasetNote.Kind kind) {
        return notes.stream().filter(note -> note.kind() == kind).toList();
    }
}
