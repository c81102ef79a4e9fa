/** What image files say next to their pixels: size, orientation, color profile. */
package org.clade.data.metadata;
