/** What stands behind one number: a recipe on images with a seed, found or run. */
package org.clade.table.trial;
