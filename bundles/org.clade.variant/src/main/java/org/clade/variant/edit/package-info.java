/** Changes to a recipe: parts added and removed, keys set. */
package org.clade.variant.edit;
