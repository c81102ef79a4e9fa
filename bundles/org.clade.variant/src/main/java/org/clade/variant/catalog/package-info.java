/** The variants and parts there are, shipped, deployed and the user's own. */
package org.clade.variant.catalog;
