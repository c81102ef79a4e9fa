/** What is drawn and counted at an evaluation, with its numbers. */
package org.clade.report.figure;
