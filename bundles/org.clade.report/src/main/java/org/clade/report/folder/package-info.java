/** Reads and writes the files of a run's folder that a report is made of. */
package org.clade.report.folder;
