/** Inspection of a jar before and during its start in quarantine. */
package org.clade.deploy.inspect;
