/** Relations between images by thresholds of their similarity. */
package org.clade.target.thresholds;
