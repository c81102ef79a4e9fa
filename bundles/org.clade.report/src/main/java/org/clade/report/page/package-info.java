/** The report page, made of the files of a run's folder and nothing else. */
package org.clade.report.page;
