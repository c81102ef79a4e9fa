/** Conversion of colors from a file's profile to sRGB. */
package org.clade.data.color;
