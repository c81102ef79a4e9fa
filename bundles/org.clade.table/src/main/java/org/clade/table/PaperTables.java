package org.clade.table;

import java.util.List;
import org.clade.api.baseline.BaselineService;
import org.clade.api.data.DataService;
import org.clade.api.run.FeatureEvaluator;
import org.clade.api.run.RunService;
import org.clade.api.statistics.RunStatistics;
import org.clade.api.table.PaperTable;
import org.clade.api.table.TableForm;
import org.clade.api.table.TableRequest;
import org.clade.api.table.TableResult;
import org.clade.api.table.TableService;
import org.clade.api.table.TableWatch;
import org.clade.api.variant.VariantService;
import org.clade.table.comparison.TableText;
import org.clade.table.definition.TableFiles;
import org.clade.table.trial.TrialServices;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tables of the papers. */
@Component
public final class PaperTables implements TableService {

    private final TableFiles files = new TableFiles();
    private final TrialServices services;
    private final RunStatistics statistics;

    /** Made by Declarative Services. */
    @Activate
    public PaperTables(
            @Reference RunService runs,
            @Reference VariantService variants,
            @Reference DataService data,
            @Reference BaselineService baselines,
            @Reference FeatureEvaluator features,
            @Reference RunStatistics statistics) {
        services = new TrialServices(runs, variants, data, baselines, features);
        this.statistics = statistics;
    }

    @Override
    public List<PaperTable> list() {
        return files.tables();
    }

    @Override
    public PaperTable table(String id) {
        return files.table(id);
    }

    @Override
    public TableResult compute(TableRequest request, TableWatch watch) throws InterruptedException {
        return new TableComputation(files, services, statistics, request, watch).result();
    }

    @Override
    public List<List<String>> lines(TableResult result) {
        return new TableText(result).lines();
    }

    @Override
    public String write(TableResult result, TableForm form) {
        return new TableText(result).write(form);
    }
}
