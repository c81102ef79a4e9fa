/** The test split of Fashion-MNIST, included so that you can try Clade without a download. */
package org.clade.data.fashionmnist;
