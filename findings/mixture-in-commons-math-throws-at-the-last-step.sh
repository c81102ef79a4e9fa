#!/usr/bin/env bash
# Versions: Commons Math 3.6.1, JDK 17.
# Expected: MultivariateNormalMixtureExpectationMaximization.fit(mixture, maxIterations, threshold) ends after maxIterations with the best mixture so far,
#           as scikit-learn's does (with a warning).
# Seen:     it throws ConvergenceException ("convergence failed", without the numbers), though getFittedModel() then holds a usable mixture whose
#           likelihood grows with the number of steps. The threshold is that of the mean over points, not of the sum, so 1e-5 of the default is loose.
#           So catch the exception and take the model from the object.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=org.apache.commons:commons-math3:3.6.1 -DoutputDirectory="$work" || exit 2
cat >"$work/Mixture.java" <<'J'
import java.util.*;
import org.apache.commons.math3.distribution.fitting.MultivariateNormalMixtureExpectationMaximization;
import org.apache.commons.math3.exception.ConvergenceException;

public class Mixture {
    public static void main(String[] none) {
        Random random = new Random(1);
        double[][] points = new double[400][2];
        for (int i = 0; i < points.length; i++) {
            for (int axis = 0; axis < 2; axis++) {
                points[i][axis] = (i < 200 ? -1 : 1) + random.nextGaussian();
            }
        }
        double before = Double.NEGATIVE_INFINITY;
        for (int steps : new int[] {1, 5, 20, 1000}) {
            var fit = new MultivariateNormalMixtureExpectationMaximization(points);
            String end = "fitted";
            try {
                fit.fit(MultivariateNormalMixtureExpectationMaximization.estimate(points, 2), steps, 1e-8);
            } catch (ConvergenceException e) {
                end = "throws";
            }
            System.out.println(steps + " steps: " + end + ", model " + (fit.getFittedModel() == null ? "missing" : "there") + ", likelihood " + (fit.getLogLikelihood() > before ? "higher" : "not higher"));
            before = fit.getLogLikelihood();
        }
        var reported = new MultivariateNormalMixtureExpectationMaximization(points);
        reported.fit(MultivariateNormalMixtureExpectationMaximization.estimate(points, 2), 1000, 1e-8);
        double sum = Arrays.stream(points).mapToDouble(point -> Math.log(reported.getFittedModel().density(point))).sum();
        System.out.println("reported likelihood: " + (Math.abs(reported.getLogLikelihood() - sum / points.length) < 1e-4 ? "mean" : "other") + " over points");
    }
}
J
java -cp "$work/*" "$work/Mixture.java" | tee "$work/seen"
for line in '1 steps: throws, model there, likelihood higher' '5 steps: throws, model there, likelihood higher' '20 steps: throws, model there, likelihood higher' \
  '1000 steps: fitted, model there, likelihood higher' 'reported likelihood: mean over points'; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
