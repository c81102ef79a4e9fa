#!/usr/bin/env bash
# Versions: scikit-learn 1.9.1, numpy 2.4.6, Python 3.11. Needs Python 3 with venv.
# Expected: t-SNE with a fixed seed and n_jobs=1 gives the same map of the same points, however many cores the machine has.
# Seen:     it is the same map again only with the same number of OpenMP threads, and that is by default the number of cores. n_jobs=1 does not
#           change this, and the threads of BLAS do not matter here. The maps differ in more than the last digits. Who wants the same map
#           everywhere has to set OMP_NUM_THREADS.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install scikit-learn==1.9.1 numpy==2.4.6 || exit 2
cat >"$work/map.py" <<'P'
import numpy, sys
from sklearn.datasets import load_digits
from sklearn.manifold import TSNE
points = load_digits().data[:400]
numpy.save(sys.argv[1], TSNE(random_state=0, n_jobs=1, max_iter=300).fit_transform(points))
P
cat >"$work/compare.py" <<'P'
import numpy, sys
first, other = (numpy.load(f"{sys.argv[1]}/{name}.npy") for name in ("first", sys.argv[2]))
moved = numpy.linalg.norm(first - other, axis=1).max() / numpy.linalg.norm(first.max(axis=0) - first.min(axis=0))
print(f"{sys.argv[2]}: {'same map' if (first == other).all() else f'other map, a point moves up to {100 * moved:.1f} % of its diagonal'}")
P
run() { OMP_NUM_THREADS=$2 OPENBLAS_NUM_THREADS=$3 "$work/venv/bin/python" "$work/map.py" "$work/$1.npy"; }
run first 1 1
run once-more 1 1
run two-blas-threads 1 2
run two-openmp-threads 2 1
for other in once-more two-blas-threads two-openmp-threads; do "$work/venv/bin/python" "$work/compare.py" "$work" $other; done | tee "$work/seen"
if grep -qx 'once-more: same map' "$work/seen" && grep -qx 'two-blas-threads: same map' "$work/seen" && grep -q 'two-openmp-threads: other map' "$work/seen"; then
  echo "as found"
else
  echo "changed"
  exit 1
fi
