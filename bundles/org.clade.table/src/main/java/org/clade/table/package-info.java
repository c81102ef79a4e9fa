/** From a table of a paper to its numbers, ours next to theirs. */
package org.clade.table;
