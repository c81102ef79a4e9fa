/** Decoded images, kept on disk for the next reading. */
package org.clade.data.cache;
