/** Files that are written completely or not at all. */
package org.clade.base.file;
