/** Tables, numbers and JSON. */
package org.clade.shell.render;
