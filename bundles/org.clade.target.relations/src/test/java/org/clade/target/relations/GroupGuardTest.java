package org.clade.target.relations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.clade.golden.Golden;
import org.junit.jupiter.api.Test;

class GroupGuardTest {

    @Test
    void stepsInWhereTheReferenceDoes() {
        Golden golden = Golden.load("gat_eq5_relation__guard");
        OptionalDouble share = OptionalDouble.of(
                golden.json("params").getAsJsonObject().get("relations.guard").getAsDouble());
        for (int i = 0; i < golden.size("inputs.cases"); i++) {
            int[] ids = golden.integers("inputs.cases." + i + ".cluster_ids");
            boolean passes = new GroupGuard((int) golden.number("inputs.cases." + i + ".k"), share).passes(ids);
            String expected = "expected.cases." + i;
            assertEquals(
                    golden.json(expected + ".identity").getAsBoolean(),
                    !passes,
                    golden.text("inputs.cases." + i + ".title"));
            int[] groups = passes ? ids : GroupGuard.alone(ids.length);
            golden.check(expected + ".relation", relation(groups));
            golden.check(
                    expected + ".positives", Arrays.stream(relation(groups)).sum());
        }
    }

    @Test
    void letsAllPassWhereItIsOff() {
        Golden golden = Golden.load("gat_eq5_relation__guard_off");
        int[] ids = golden.integers("inputs.cluster_ids");
        assertTrue(new GroupGuard((int) golden.number("params.k"), OptionalDouble.empty()).passes(ids));
        golden.check("expected.relation", relation(ids));
        assertTrue(new GroupGuard(5, OptionalDouble.empty()).passes(new int[20]));
    }

    private static double[] relation(int[] groups) {
        double[] relation = new double[groups.length * groups.length];
        Arrays.setAll(relation, at -> groups[at / groups.length] == groups[at % groups.length] ? 1 : 0);
        return relation;
    }
}
