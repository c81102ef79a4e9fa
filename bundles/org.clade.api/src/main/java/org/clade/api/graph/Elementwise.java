package org.clade.api.graph;

/** A function that computes each number of its result from the numbers at the same place, its shapes broadcast as NumPy does. */
public enum Elementwise {
    /** max(x, 0) */
    RELU(1),
    /** 1/(1 + exp(-x)) */
    SIGMOID(1),
    /** tanh(x) */
    TANH(1),
    /** The error function. */
    ERF(1),
    /** exp(x) */
    EXP(1),
    /** √x */
    SQRT(1),
    /** The greatest whole number that is not above x. */
    FLOOR(1),
    /** The nearest whole number, a half to the even one. */
    ROUND(1),
    /** -x */
    NEG(1),
    /** x + y */
    ADD(2),
    /** x - y */
    SUB(2),
    /** x · y */
    MUL(2),
    /** x / y */
    DIV(2),
    /** 1 where x is less than y, otherwise 0, in float32. */
    LESS(2),
    /** 1 where x equals y, otherwise 0, in float32. */
    EQUAL(2);

    private final int inputs;

    Elementwise(int inputs) {
        this.inputs = inputs;
    }

    /** {@return how many inputs it has, 1 or 2} */
    public int inputs() {
        return inputs;
    }
}
