/** Files with which schedulers of clusters start workers of a sweep. */
package org.clade.sweep.job;
