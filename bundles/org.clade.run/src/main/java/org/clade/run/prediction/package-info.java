/** What a prediction leaves in its folder, and how it goes on from there. */
package org.clade.run.prediction;
