/** Pictures made of images. */
package org.clade.report.picture;
