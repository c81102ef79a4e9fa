/** Search without labels: candidates, rounds of successive halving, and their scores. */
package org.clade.sweep.tune;
