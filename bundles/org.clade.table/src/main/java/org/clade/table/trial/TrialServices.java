package org.clade.table.trial;

import org.clade.api.baseline.BaselineService;
import org.clade.api.data.DataService;
import org.clade.api.run.FeatureEvaluator;
import org.clade.api.run.RunService;
import org.clade.api.variant.VariantService;

/**
 * The services that trials need.
 *
 * @param runs starts and finds runs
 * @param variants reads and changes recipes
 * @param data opens data sets
 * @param baselines clusters pixels and label features
 * @param features scores features
 */
public record TrialServices(
        RunService runs,
        VariantService variants,
        DataService data,
        BaselineService baselines,
        FeatureEvaluator features) {}
