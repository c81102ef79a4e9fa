/** Listens to runs and leaves pictures and a page that shows what came out. */
package org.clade.report;
