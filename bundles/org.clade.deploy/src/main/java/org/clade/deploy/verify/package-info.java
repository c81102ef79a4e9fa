/** Checks of the contract of an active part within time limits. */
package org.clade.deploy.verify;
