/** K-means with several starts. */
package org.clade.kmeans;
