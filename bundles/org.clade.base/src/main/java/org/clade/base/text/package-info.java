/** Words of messages. */
package org.clade.base.text;
