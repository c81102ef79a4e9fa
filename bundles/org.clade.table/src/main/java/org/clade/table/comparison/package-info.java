/** Our numbers next to the published ones, and their forms for other programs. */
package org.clade.table.comparison;
