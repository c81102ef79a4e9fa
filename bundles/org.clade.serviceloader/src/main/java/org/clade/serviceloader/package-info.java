/** SPI Fly, started only if a bundle needs it. */
package org.clade.serviceloader;
