/** Deploys users' bundles: checks each bundle before its parts become visible. */
package org.clade.deploy;
