/** Tables as files. */
package org.clade.cluster.file;
