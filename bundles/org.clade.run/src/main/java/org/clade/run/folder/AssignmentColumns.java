package org.clade.run.folder;

import java.util.List;
import org.clade.run.inference.Decision;

/** What {@code assignments.csv} says of an image. */
public interface AssignmentColumns {

    /** The column that names the image. */
    String IMAGE = "image";

    /** The column with the number of its cluster. */
    String CLUSTER = "cluster";

    /** The column that says how sure the network is of it. */
    String CONFIDENCE = "confidence";

    /** Image, cluster, confidence and second cluster: what the network says, and no more. */
    AssignmentColumns PLAIN = new AssignmentColumns() {

        @Override
        public List<String> names() {
            return List.of(IMAGE, CLUSTER, CONFIDENCE, "second_cluster");
        }

        @Override
        public List<Object> row(String image, Decision decision, int edited) {
            return List.of(image, decision.cluster(), decision.confidence(), decision.second());
        }
    };

    /** {@return the names of the columns, {@value #IMAGE}, {@value #CLUSTER} and {@value #CONFIDENCE} among them} */
    List<String> names();

    /**
     * The row of an image.
     *
     * @param image its name
     * @param decision what the network says of it
     * @param edited its cluster after the edits of a person; the network's if there are none
     * @return a value for each column
     */
    List<Object> row(String image, Decision decision, int edited);
}
