/** Recipes: read, checked, explained and compared; how their keys become target filters. */
package org.clade.variant.recipe;
