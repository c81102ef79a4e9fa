/** How images become the size that is wanted. */
package org.clade.data.resize;
