/** Takes in users' bundles: checks each before anybody else sees its parts. */
package org.clade.deploy;
