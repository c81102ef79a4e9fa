/** Features of images by pretrained networks, written to files. */
package org.clade.run.features;
