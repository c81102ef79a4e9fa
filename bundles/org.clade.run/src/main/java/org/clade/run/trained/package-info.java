/** Finished runs: predict, features, the linear probe. */
package org.clade.run.trained;
