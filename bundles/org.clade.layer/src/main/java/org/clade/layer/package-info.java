/** Layers of networks; each bundle that builds a network contains a private copy. */
package org.clade.layer;
