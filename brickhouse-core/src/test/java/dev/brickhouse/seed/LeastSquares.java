package dev.brickhouse.seed;

/** Ordinary least squares, by the normal equations. */
final class LeastSquares {

    private LeastSquares() {}

    /** The part of the variance of y that the terms explain; each row of terms belongs to one y. */
    static double rSquared(double[][] terms, double[] y) {
        double[] coefficients = solve(terms, y);
        double mean = 0;
        for (double value : y) {
            mean += value / y.length;
        }
        double unexplained = 0;
        double all = 0;
        for (int i = 0; i < y.length; i++) {
            double fit = 0;
            for (int term = 0; term < coefficients.length; term++) {
                fit += coefficients[term] * terms[i][term];
            }
            unexplained += (y[i] - fit) * (y[i] - fit);
            all += (y[i] - mean) * (y[i] - mean);
        }
        return 1 - unexplained / all;
    }

    private static double[] solve(double[][] terms, double[] y) {
        int n = terms[0].length;
        double[][] equations = new double[n][n + 1];
        for (int i = 0; i < y.length; i++) {
            for (int row = 0; row < n; row++) {
                for (int column = 0; column < n; column++) {
                    equations[row][column] += terms[i][row] * terms[i][column];
                }
                equations[row][n] += terms[i][row] * y[i];
            }
        }
        for (int pivot = 0; pivot < n; pivot++) {
            for (int row = 0; row < n; row++) {
                if (row != pivot) {
                    double factor = equations[row][pivot] / equations[pivot][pivot];
                    for (int column = pivot; column <= n; column++) {
                        equations[row][column] -= factor * equations[pivot][column];
                    }
                }
            }
        }
        double[] coefficients = new double[n];
        for (int row = 0; row < n; row++) {
            coefficients[row] = equations[row][n] / equations[row][row];
        }
        return coefficients;
    }
}
