/** The services of running: starts, resumes and finds runs, and swaps their parts. */
package org.clade.run;
