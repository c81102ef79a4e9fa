package org.clade.deploy.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.clade.api.deploy.Promise;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    @Test
    void aFindingIsSaidOnceHoweverManyPromisesItBreaks() {
        List<Promise> promises = List.of(
                new Promise("it is one", "It threw.", 0),
                new Promise("it is two", "", 0),
                new Promise("it is three", "It threw.", 0),
                new Promise("it is four", "It leaks.", 0));
        assertEquals(
                List.of(
                        "The task x does not keep its promise that it is one (and 1 more): It threw.",
                        "The task x does not keep its promise that it is four: It leaks."),
                Admission.broken("The task x", promises));
    }
}
