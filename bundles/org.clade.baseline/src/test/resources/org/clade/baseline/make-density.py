"""Makes density.csv of DensityTest: python make-density.py (scikit-learn 1.9, numpy 2.4): x, y, label of HDBSCAN, label of GaussianMixture."""
import numpy
from sklearn.cluster import HDBSCAN
from sklearn.mixture import GaussianMixture

random = numpy.random.default_rng(3)
groups = [
    random.multivariate_normal((0, 0), [[0.1, 0.05], [0.05, 0.1]], 60),
    random.multivariate_normal((4, 0), [[0.9, -0.7], [-0.7, 0.9]], 60),
    random.normal((0, 5), 0.8, (60, 2)),
    random.uniform(-4, 9, (20, 2)),
]
points = numpy.vstack(groups).round(4)
density = HDBSCAN(min_cluster_size=10, min_samples=5, copy=True).fit_predict(points)
mixture = GaussianMixture(3, random_state=0, n_init=5, tol=1e-6, max_iter=1000).fit_predict(points[:180])
numpy.savetxt(
    "density.csv",
    numpy.c_[points, density, numpy.r_[mixture, [-1] * 20]],
    fmt=["%.4f", "%.4f", "%d", "%d"],
    delimiter=",",
    header="x,y,hdbscan,gmm",
    comments="",
)
