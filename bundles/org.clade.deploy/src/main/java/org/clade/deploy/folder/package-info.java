/** The folder deploy/: watched, and what became of each jar in it. */
package org.clade.deploy.folder;
