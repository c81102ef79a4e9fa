/** The tables as files. */
package org.clade.table.definition;
