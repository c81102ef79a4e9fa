/** Results as JSON: one place for the names of the fields. */
package org.clade.base.json;
