/** Processes of trials, and the worker that starts them. */
package org.clade.sweep.trial;
