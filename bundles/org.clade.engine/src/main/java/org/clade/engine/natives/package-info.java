/** The native libraries: unpacked, found, called. */
package org.clade.engine.natives;
