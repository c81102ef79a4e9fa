#!/usr/bin/env bash
# Versions: Commons Math 3.6.1, JDK 17.
# Expected: OLSMultipleLinearRegression refuses columns that depend on each other (SingularMatrixException), or gives the shortest solution, as numpy's lstsq does.
# Seen:     the threshold for a zero pivot is 0, so rounding decides. Three factors of two levels, coded 0 and 1 for every level (a usual mistake: the codes of a
#           factor add up to the constant), are refused with 16 rows, and fitted without a word with 12, 20 and 24 rows, with coefficients beyond 1e12.
#           So compute the rank first, or give the class a threshold: new OLSMultipleLinearRegression(1e-9) throws each time.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=org.apache.commons:commons-math3:3.6.1 -DoutputDirectory="$work" || exit 2
cat >"$work/Dependent.java" <<'J'
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

public class Dependent {
    public static void main(String[] none) {
        for (int rows : new int[] {12, 16, 20, 24}) {
            Random random = new Random(1);
            double[] scores = new double[rows];
            double[][] codes = new double[rows][6];
            for (int row = 0; row < rows; row++) {
                for (int factor = 0; factor < 3; factor++) {
                    codes[row][2 * factor + (row >> factor & 1)] = 1;
                }
                scores[row] = 0.5 + 0.1 * random.nextGaussian();
            }
            fit(rows + " rows", new OLSMultipleLinearRegression(), scores, codes);
            fit(rows + " rows, threshold", new OLSMultipleLinearRegression(1e-9), scores, codes);
        }
    }

    static void fit(String name, OLSMultipleLinearRegression regression, double[] scores, double[][] columns) {
        regression.newSampleData(scores, columns);
        try {
            double largest = Arrays.stream(regression.estimateRegressionParameters()).map(Math::abs).max().getAsDouble();
            System.out.println(name + ": fits, coefficients " + (largest > 1e12 ? "beyond 1e12" : "moderate"));
        } catch (SingularMatrixException e) {
            System.out.println(name + ": throws");
        }
    }
}
J
java -cp "$work/*" "$work/Dependent.java" | tee "$work/seen"
for line in '12 rows: fits, coefficients beyond 1e12' '16 rows: throws' '20 rows: fits, coefficients beyond 1e12' '24 rows: fits, coefficients beyond 1e12' \
  '12 rows, threshold: throws' '16 rows, threshold: throws' '20 rows, threshold: throws' '24 rows, threshold: throws'; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
