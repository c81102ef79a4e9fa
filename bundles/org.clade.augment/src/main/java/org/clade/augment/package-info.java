/** Operations on batches of images: geometry, color and filters. */
package org.clade.augment;
