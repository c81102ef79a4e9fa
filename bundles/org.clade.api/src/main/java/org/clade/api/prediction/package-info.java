/** Predictions: images assigned to the clusters of a trained run. */
@Export
@Version("1.1.0")
package org.clade.api.prediction;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
