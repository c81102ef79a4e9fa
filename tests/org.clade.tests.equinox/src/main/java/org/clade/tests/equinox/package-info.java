/** Tests that run as a bundle among the bundles of the product. */
package org.clade.tests.equinox;
