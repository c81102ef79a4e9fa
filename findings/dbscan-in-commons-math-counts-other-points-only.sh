#!/usr/bin/env bash
# Versions: Commons Math 3.6.1, hipparchus-clustering 3.1, scikit-learn 1.9.1, numpy 2.4.6, JDK 17, Python 3.11. Needs Python 3 with venv.
# Expected: DBSCAN with the same radius and the same least number of points finds the same clusters, up to points between two of them.
# Seen:     scikit-learn counts a point as its own neighbor, as the paper does (Ester et al. 1996). Commons Math and Hipparchus count other points only, without
#           a word in their Javadoc ("minimum number of points needed for a cluster"). So 0, 1, 2 with radius 1 and 3 points is one cluster in Python and only
#           noise in Java, and a cluster of three points needs minPts 2. On 300 points, minPts n in Java gives the clusters and the noise of n + 1 in Python.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in org.apache.commons:commons-math3:3.6.1 org.hipparchus:hipparchus-core:3.1 org.hipparchus:hipparchus-clustering:3.1; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install scikit-learn==1.9.1 numpy==2.4.6 || exit 2
cat >"$work/cluster.py" <<'P'
import numpy, sys
from sklearn.cluster import DBSCAN
random = numpy.random.default_rng(5)
points = numpy.vstack([random.normal((0, 0), .4, (100, 2)), random.normal((5, 0), .7, (100, 2)), random.uniform(-5, 10, (100, 2))]).round(4)
numpy.savetxt(sys.argv[1] + "/points.txt", points, fmt="%.4f")
numpy.savetxt(sys.argv[1] + "/line.txt", [[0, 0], [1, 0], [2, 0]], fmt="%.4f")
for name, radius, least in [("line", 1, (2, 3, 4)), ("points", .5, (4, 5, 6, 7))]:
    data = numpy.loadtxt(f"{sys.argv[1]}/{name}.txt")
    for n in least:
        labels = DBSCAN(eps=radius, min_samples=n).fit_predict(data)
        print(f"scikit-learn, {name}, {n}: {labels.max() + 1} clusters, {(labels == -1).sum()} noise")
P
cat >"$work/Cluster.java" <<'J'
import java.nio.file.*;
import java.util.*;

public class Cluster {
    record Point(double... getPoint) implements org.apache.commons.math3.ml.clustering.Clusterable, org.hipparchus.clustering.Clusterable {}

    public static void main(String[] args) throws Exception {
        for (String name : List.of("line", "points")) {
            List<Point> points = new ArrayList<>();
            for (String line : Files.readAllLines(Path.of(args[0], name + ".txt"))) {
                points.add(new Point(Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray()));
            }
            double radius = name.equals("line") ? 1 : 0.5;
            for (int least = name.equals("line") ? 1 : 3; least <= (name.equals("line") ? 3 : 6); least++) {
                var commons = new org.apache.commons.math3.ml.clustering.DBSCANClusterer<Point>(radius, least).cluster(points);
                show("Commons Math", name, least, commons.size(), points.size() - commons.stream().mapToInt(c -> c.getPoints().size()).sum());
                var hipparchus = new org.hipparchus.clustering.DBSCANClusterer<Point>(radius, least).cluster(points);
                show("Hipparchus", name, least, hipparchus.size(), points.size() - hipparchus.stream().mapToInt(c -> c.getPoints().size()).sum());
            }
        }
    }

    static void show(String library, String name, int least, int clusters, int noise) {
        System.out.println(library + ", " + name + ", " + least + ": " + clusters + " clusters, " + noise + " noise");
    }
}
J
"$work/venv/bin/python" "$work/cluster.py" "$work" | tee "$work/seen"
java -cp "$work/*" "$work/Cluster.java" "$work" | tee -a "$work/seen"
result() { grep -F "$1: " "$work/seen" | cut -d: -f2; }
for pair in 'line, 1' 'line, 2' 'line, 3' 'points, 3' 'points, 4' 'points, 5' 'points, 6'; do
  one_more="${pair%, *}, $((${pair#*, } + 1))"
  for library in 'Commons Math' Hipparchus; do
    [ "$(result "$library, $pair")" = "$(result "scikit-learn, $one_more")" ] || { echo "changed: $library, $pair"; exit 1; }
  done
done
[ "$(result 'Commons Math, line, 3')" = ' 0 clusters, 3 noise' ] && [ "$(result 'scikit-learn, line, 3')" = ' 1 clusters, 0 noise' ] || { echo "changed: line"; exit 1; }
echo "as found"
