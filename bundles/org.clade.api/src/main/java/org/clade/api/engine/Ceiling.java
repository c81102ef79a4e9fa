package org.clade.api.engine;

/**
 * What a device does at the most.
 *
 * @param fp32 matrix products in float32, 10⁹ multiplications and additions per second
 * @param bf16 in bfloat16; 0 where there is none
 * @param copy memory copied, 10⁹ bytes per second (each is read and written once)
 */
public record Ceiling(double fp32, double bf16, double copy) {}
