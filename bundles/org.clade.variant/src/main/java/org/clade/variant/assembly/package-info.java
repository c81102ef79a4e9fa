/** From a recipe to a network: the component that is a variant, plan, blocks and checks of fit. */
package org.clade.variant.assembly;
