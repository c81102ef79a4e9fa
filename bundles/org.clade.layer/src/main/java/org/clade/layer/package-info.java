/** Layers that networks are built of; each bundle that builds a network takes in a private copy. */
package org.clade.layer;
