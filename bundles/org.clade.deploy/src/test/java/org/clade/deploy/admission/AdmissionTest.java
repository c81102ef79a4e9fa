package org.clade.deploy.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.clade.api.deploy.CheckResult;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    @Test
    void aFindingIsSaidOnceHoweverManyPromisesItBreaks() {
        List<CheckResult> promises = List.of(
                new CheckResult("it is one", "It threw.", 0),
                new CheckResult("it is two", "", 0),
                new CheckResult("it is three", "It threw.", 0),
                new CheckResult("it is four", "It leaks.", 0));
        assertEquals(
                List.of(
                        "The task x does not keep its promise that it is one (and 1 more): It threw.",
                        "The task x does not keep its promise that it is four: It leaks."),
                Admission.broken("The task x", promises));
    }
}
