/** Scores and pictures of a run while it trains. */
package org.clade.run.evaluation;
