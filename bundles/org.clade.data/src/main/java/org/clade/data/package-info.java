/** Readers of image sets in the layouts of the papers' data, and the service that finds sets by name. */
package org.clade.data;
