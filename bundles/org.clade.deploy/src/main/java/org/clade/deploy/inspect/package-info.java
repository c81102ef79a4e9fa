/** What a jar is and offers, looked at before and while it starts in quarantine. */
package org.clade.deploy.inspect;
