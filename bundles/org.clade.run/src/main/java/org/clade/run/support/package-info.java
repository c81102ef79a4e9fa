/** Small shared classes: random streams, rows of arrays, settings of the framework. */
package org.clade.run.support;
