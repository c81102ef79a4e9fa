/** How fast a variant trains. */
package org.clade.run.benchmark;
