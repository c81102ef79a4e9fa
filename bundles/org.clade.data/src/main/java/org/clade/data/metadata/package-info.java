/** Metadata of image files: size, orientation, color profile. */
package org.clade.data.metadata;
