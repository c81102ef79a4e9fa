/** What a user's bundle does to the whole process: it may end it, or change state that everything shares. */
package org.clade.deploy.process;
