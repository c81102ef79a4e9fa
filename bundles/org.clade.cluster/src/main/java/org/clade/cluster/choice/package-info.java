/** How a folder is clustered that nothing is known of. */
package org.clade.cluster.choice;
