/** Update rules whose state can be saved, and learning-rate schedules. */
package org.clade.optimizer;
