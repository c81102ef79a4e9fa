/** The folder of a sweep: its trials, who works on them, and what came of them. */
package org.clade.sweep.state;
