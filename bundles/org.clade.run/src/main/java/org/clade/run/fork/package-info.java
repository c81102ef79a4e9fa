/** Runs that continue another run from the end of an epoch. */
package org.clade.run.fork;
