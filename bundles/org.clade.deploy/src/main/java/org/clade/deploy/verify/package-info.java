/** The contract of a deployed part, checked on the living part within time limits. */
package org.clade.deploy.verify;
