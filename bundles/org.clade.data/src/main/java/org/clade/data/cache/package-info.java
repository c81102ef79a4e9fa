/** The cache of decoded images on disk. */
package org.clade.data.cache;
