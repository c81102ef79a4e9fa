/** Tables in files. */
package org.clade.base.csv;
