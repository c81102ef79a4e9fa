/** A map of embeddings in two dimensions. */
package org.clade.report.map;
