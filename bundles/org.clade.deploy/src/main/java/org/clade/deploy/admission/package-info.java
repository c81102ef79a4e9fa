/** Admission and removal of bundles and their recipes. */
package org.clade.deploy.admission;
