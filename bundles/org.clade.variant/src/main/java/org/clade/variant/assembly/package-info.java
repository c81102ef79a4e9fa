/** From a recipe to a network: the component of a variant, its plan, its blocks, and the checks that its parts fit. */
package org.clade.variant.assembly;
