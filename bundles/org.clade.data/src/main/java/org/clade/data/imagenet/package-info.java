/** The subsets of ImageNet that the papers cluster. */
package org.clade.data.imagenet;
