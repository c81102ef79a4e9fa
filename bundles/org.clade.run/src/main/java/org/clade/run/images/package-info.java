/** The images of a run in memory or mapped from a file, and the thread that loads them. */
package org.clade.run.images;
