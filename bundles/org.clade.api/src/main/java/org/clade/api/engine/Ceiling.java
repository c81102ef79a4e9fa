package org.clade.api.engine;

/**
 * The highest measured speed of a device.
 *
 * @param fp32 matrix products in float32, 10⁹ multiplications and additions per second
 * @param bf16 the same in bfloat16; 0 if there is none
 * @param copy memory copied, 10⁹ bytes per second (each is read and written once)
 */
public record Ceiling(double fp32, double bf16, double copy) {}
