package org.clade.api.signal;

/**
 * A named output of a network for each image; heads emit signals, tasks and pseudo-target strategies read them.
 *
 * @param name a unique name, which messages use
 */
public record Signal(String name) {

    /** N×K label features of the whole image; rows are nonnegative and sum to 1 (GATCluster Eq. 2). */
    public static final Signal PROBABILITIES = new Signal("probabilities");

    /** N×K label features of the attended region, with the same constraints (GATCluster Sec. 3.3.4). */
    public static final Signal ATTENDED_PROBABILITIES = new Signal("attended-probabilities");

    /** N×D label features on the unit sphere (DAC Eq. 4, MMDC Sec. III). */
    public static final Signal UNIT_VECTORS = new Signal("unit-vectors");

    /** N×4 scores before softmax, one for each rotation by a multiple of 90° (MMDC Sec. III-C). */
    public static final Signal ROTATIONS = new Signal("rotations");

    /** N×(H·K) logarithms of the students' label features, heads one after the other (TEMI). */
    public static final Signal STUDENT_LOG_PROBABILITIES = new Signal("student-log-probabilities");

    /** N×(H·K) logarithms of the momentum teachers' label features, heads one after the other (TEMI). */
    public static final Signal TEACHER_LOG_PROBABILITIES = new Signal("teacher-log-probabilities");

    /** N×(J·K) label features of J feature spaces, one after the other; those of a space sum to 1 (TURTLE). */
    public static final Signal SPACE_PROBABILITIES = new Signal("space-probabilities");

    /** N×F features of the backbone, flattened. Every network emits them, with any heads. */
    public static final Signal FEATURES = new Signal("features");

    /** {@return the name} */
    @Override
    public String toString() {
        return name;
    }
}
