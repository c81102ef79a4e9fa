/** Statistics over repeated runs. */
package org.clade.sweep.statistics;
