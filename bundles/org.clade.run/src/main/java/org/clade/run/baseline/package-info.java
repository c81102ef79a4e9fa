/** Classical methods on pixels and on the label features of runs. */
package org.clade.run.baseline;
