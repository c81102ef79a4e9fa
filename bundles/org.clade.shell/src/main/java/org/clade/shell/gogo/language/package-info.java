/** What people type, in the language of Gogo. */
package org.clade.shell.gogo.language;
