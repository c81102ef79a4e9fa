/** The product that this process runs in: its build, and further processes of it. */
package org.clade.base.product;
