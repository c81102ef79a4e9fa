/** Felix's Configurator, started without its file. */
package org.clade.configurator;
