/** Clusters as folders of image files. */
package org.clade.cluster.folder;
