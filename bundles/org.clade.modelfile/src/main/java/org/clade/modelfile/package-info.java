/** Backbones whose structure is in a file. */
package org.clade.modelfile;
