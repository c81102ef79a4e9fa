package org.clade.api.table;

/**
 * A metric of a table.
 *
 * @param id the metric's id, such as {@code nmi_geometric}; a probe has {@code kmeans_acc}, {@code kmeans_nmi} and {@code linear_acc}
 * @param title its name in the table
 */
public record TableMetric(String id, String title) {}
