/** Taking a bundle in and away, and its recipes with it. */
package org.clade.deploy.admission;
