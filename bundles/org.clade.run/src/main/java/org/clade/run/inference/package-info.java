/** Forward passes over clean images, in a precision, and the parts that a run holds. */
package org.clade.run.inference;
