/** DJL on libtorch: the engine, its operators, mixed precision, gradients. */
package org.clade.engine.torch;
