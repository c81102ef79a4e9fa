/** Colors: from the profile that a file names to sRGB. */
package org.clade.data.color;
