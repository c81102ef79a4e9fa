/** Small images changed in Java, in main memory: one pass over an image instead of one per step over the batch. */
package org.clade.augment.host;
