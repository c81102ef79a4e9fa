/** Translation of typed commands to the language of Gogo. */
package org.clade.shell.gogo.language;
