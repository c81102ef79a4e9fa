/** From a folder of images to folders of clusters. */
package org.clade.cluster;
