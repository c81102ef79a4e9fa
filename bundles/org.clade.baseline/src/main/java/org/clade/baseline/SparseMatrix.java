package org.clade.baseline;

/**
 * A symmetric sparse matrix, row after row.
 *
 * @param starts the start of each row in the other two arrays, then their length
 * @param columns the columns of the entries
 * @param values the entries
 */
record SparseMatrix(int[] starts, int[] columns, double[] values) {

    /** {@return the number of rows} */
    int size() {
        return starts.length - 1;
    }

    /** {@return the product with a vector} */
    double[] times(double[] vector) {
        double[] product = new double[size()];
        for (int row = 0; row < product.length; row++) {
            double sum = 0;
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                sum += values[at] * vector[columns[at]];
            }
            product[row] = sum;
        }
        return product;
    }
}
