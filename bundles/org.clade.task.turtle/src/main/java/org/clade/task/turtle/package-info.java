/** TURTLE: labels that linear classifiers can fit well. */
package org.clade.task.turtle;
