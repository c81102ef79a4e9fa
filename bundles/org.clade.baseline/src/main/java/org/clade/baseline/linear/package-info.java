/** Logistic regression, and how well it predicts clusters. */
package org.clade.baseline.linear;
