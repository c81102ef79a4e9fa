/** Recipes: reading, checking, explaining and comparing them; target filters from their keys. */
package org.clade.variant.recipe;
