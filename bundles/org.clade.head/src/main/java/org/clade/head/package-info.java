/** Heads that return label features. */
package org.clade.head;
