/** Readers of image sets in the layouts that the papers' data come in, and the service that finds sets by name. */
package org.clade.data;
