package org.clade.report.page;

/**
 * A chart of the page.
 *
 * @param id what the script calls it
 * @param name in two or three words
 * @param label what it shows, in a sentence
 * @param shape a class of the style sheet, or nothing
 * @param zoom whether it has buttons to zoom
 * @param table its numbers, null where they stand elsewhere
 */
record PageChart(String id, String name, String label, String shape, boolean zoom, PageTable table) {}
