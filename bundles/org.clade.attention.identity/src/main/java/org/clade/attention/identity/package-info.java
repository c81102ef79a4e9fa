/** No attention. */
package org.clade.attention.identity;
