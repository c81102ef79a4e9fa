/** Images that are like each other, and images that are like no other. */
package org.clade.cluster.neighbors;
