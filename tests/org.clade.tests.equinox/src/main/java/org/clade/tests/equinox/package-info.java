/** Tests that run as a bundle together with the bundles of the product. */
package org.clade.tests.equinox;
