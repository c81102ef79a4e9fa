/** Pictures in files. */
package org.clade.base.picture;
