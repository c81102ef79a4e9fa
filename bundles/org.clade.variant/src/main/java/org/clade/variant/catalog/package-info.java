/** The available variants and parts: shipped, deployed and the user's own. */
package org.clade.variant.catalog;
