/** The test split of Fashion-MNIST, brought along so that Clade can be tried without fetching anything. */
package org.clade.data.fashionmnist;
