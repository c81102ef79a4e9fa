/** Pictures made of the images of a run. */
package org.clade.picture;
