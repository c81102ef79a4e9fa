/** The folder deploy/ and the state of each jar in it. */
package org.clade.deploy.folder;
