/** The linear assignment problem, solved by shortest augmenting paths. */
package org.clade.assignment;
