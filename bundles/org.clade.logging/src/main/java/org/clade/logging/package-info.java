/** Logback with Clade's configuration, for SLF4J. */
package org.clade.logging;
