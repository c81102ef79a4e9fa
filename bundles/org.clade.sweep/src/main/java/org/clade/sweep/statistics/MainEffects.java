package org.clade.sweep.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.clade.api.part.RefusedException;
import org.clade.api.statistics.EffectsReport;
import org.clade.api.statistics.MainEffect;
import org.clade.api.statistics.StatisticsRequest;
import org.clade.api.variant.LatticeFactor;
import org.clade.sweep.lattice.LatticeFile;
import org.clade.sweep.lattice.MainEffectsModel;

/**
 * Main effects by least squares: a score is a constant, plus the effect of each level, plus the effect of the seed, which is a block, since
 * the variants of one seed share their random streams.
 *
 * @param lattice which combination each variant is
 * @param request how
 */
record MainEffects(LatticeFile lattice, StatisticsRequest request) {

    /** Columns that differ by less than this are the same. */
    private static final double SINGULAR = 1e-10;

    /** {@return the effects that finished runs show} */
    EffectsReport of(List<FinishedRun> all, List<String> metrics, List<String> leftOut) {
        Map<String, List<Integer>> levels = new HashMap<>();
        lattice.runs().forEach(run -> levels.put(run.name(), run.levels()));
        List<FinishedRun> runs = all.stream()
                .filter(run -> levels.containsKey(run.summary().setup().variant()))
                .toList();
        if (runs.isEmpty()) {
            throw new RefusedException("No finished run is of the lattice of %s; give the sweep that trained it."
                    .formatted(lattice.variant()));
        }
        List<String> data = runs.stream().map(FinishedRun::data).distinct().toList();
        if (data.size() > 1) {
            throw new RefusedException("The runs are of several data sets (%s); give the sweep of one of them."
                    .formatted(String.join("; ", data)));
        }
        List<Long> seeds = List.copyOf(new TreeSet<>(
                runs.stream().map(run -> run.summary().setup().seed()).toList()));
        MainEffectsModel model = new MainEffectsModel(lattice.factors());
        List<MainEffect> effects = new ArrayList<>();
        for (String metric : metrics) {
            List<FinishedRun> scored = runs.stream()
                    .filter(run -> run.scores(request.selection()).get(metric).isPresent())
                    .toList();
            effects.addAll(effects(metric, scored, levels, seeds, model));
        }
        return new EffectsReport(
                lattice.variant(),
                data.get(0),
                request.selection(),
                request.confidence(),
                runs.size(),
                seeds.size(),
                runs.size() - model.columns() - seeds.size() + 1,
                effects,
                leftOut);
    }

    private List<MainEffect> effects(
            String metric,
            List<FinishedRun> runs,
            Map<String, List<Integer>> levels,
            List<Long> seeds,
            MainEffectsModel model) {
        int columns = model.columns() + seeds.size() - 1;
        double[][] x = new double[runs.size()][];
        double[] y = new double[runs.size()];
        for (int i = 0; i < x.length; i++) {
            FinishedRun run = runs.get(i);
            x[i] = row(model.treatment(levels.get(run.summary().setup().variant())), columns, seeds, run);
            y[i] = run.scores(request.selection()).get(metric).orElseThrow();
        }
        OLSMultipleLinearRegression fit = new OLSMultipleLinearRegression(SINGULAR);
        fit.setNoIntercept(true); // the first column is the constant
        int degrees = x.length - columns;
        try {
            if (degrees < 0) {
                throw tooFew(x.length, columns);
            }
            double[] estimates = degrees == 0 ? exact(x, y) : null;
            double[] errors = new double[0];
            if (degrees > 0) {
                fit.newSampleData(y, x);
                estimates = fit.estimateRegressionParameters();
                errors = fit.estimateRegressionParametersStandardErrors();
            }
            return effects(metric, x, estimates, errors, degrees);
        } catch (MathIllegalArgumentException e) {
            throw new RefusedException(
                    "The %s finished runs do not tell all effects apart; finish more runs of the sweep."
                            .formatted(x.length),
                    e);
        }
    }

    private static double[] exact(double[][] x, double[] y) {
        return new QRDecomposition(new Array2DRowRealMatrix(x, false), SINGULAR)
                .getSolver()
                .solve(new ArrayRealVector(y, false))
                .toArray();
    }

    private static double[] row(double[] levels, int columns, List<Long> seeds, FinishedRun run) {
        double[] row = Arrays.copyOf(levels, columns);
        int seed = seeds.indexOf(run.summary().setup().seed());
        if (seed > 0) {
            row[levels.length + seed - 1] = 1;
        }
        return row;
    }

    private static RefusedException tooFew(int runs, int columns) {
        return new RefusedException(
                "%s finished runs are too few for %s numbers (a mean, the effects, the seeds); finish more runs of the sweep."
                        .formatted(runs, columns));
    }

    private List<MainEffect> effects(String metric, double[][] x, double[] estimates, double[] errors, int degrees) {
        double half = degrees == 0
                ? 0
                : new TDistribution(degrees).inverseCumulativeProbability((1 + request.confidence()) / 2);
        int count = new MainEffectsModel(lattice.factors()).columns() - 1;
        double[] p = new double[degrees == 0 ? 0 : count];
        for (int i = 0; i < p.length; i++) {
            p[i] = errors[i + 1] == 0
                    ? (estimates[i + 1] == 0 ? 1 : 0)
                    : 2 * new TDistribution(degrees).cumulativeProbability(-Math.abs(estimates[i + 1] / errors[i + 1]));
        }
        double[] adjusted = HolmCorrection.of(p);
        List<MainEffect> effects = new ArrayList<>();
        int column = 1;
        for (LatticeFactor factor : lattice.factors()) {
            for (int level = 1; level < factor.levels().size(); level++) {
                int at = column++;
                boolean known = degrees > 0;
                effects.add(new MainEffect(
                        metric,
                        factor.name(),
                        factor.levels().get(level),
                        factor.levels().get(0),
                        (int) Arrays.stream(x).filter(row -> row[at] == 1).count(),
                        estimates[at],
                        of(known, known ? errors[at] : 0),
                        of(known, known ? estimates[at] - half * errors[at] : 0),
                        of(known, known ? estimates[at] + half * errors[at] : 0),
                        of(known, known ? p[at - 1] : 0),
                        of(known, known ? adjusted[at - 1] : 0)));
            }
        }
        return effects;
    }

    private static OptionalDouble of(boolean known, double value) {
        return known ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
