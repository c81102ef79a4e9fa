#!/usr/bin/env bash
# Versions: Commons Math 3.6.1, hipparchus-clustering 3.1, JDK 17.
# Expected: DBSCANClusterer of Commons Math and of Hipparchus puts each point into a cluster or leaves it out as noise. Points with the same coordinates share their fate.
# Seen:     with DoublePoint, the class that both libraries bring for points, a cluster has one of several equal points; the others are in no cluster, as if they
#           were noise. Of 0, 0, 0, 1, 1, 2 with radius 1 one cluster of three points is left. k-means++ keeps all six. The cause: the points are keys of
#           a map, and a DoublePoint equals another one with the same numbers. A class of points that keeps Object's equals gets all six.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in org.apache.commons:commons-math3:3.6.1 org.hipparchus:hipparchus-core:3.1 org.hipparchus:hipparchus-clustering:3.1; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
cat >"$work/Equal.java" <<'J'
import java.util.*;
import java.util.stream.*;
import org.apache.commons.math3.ml.clustering.*;

public class Equal {
    static class Own implements Clusterable {
        final double at;

        Own(double at) {
            this.at = at;
        }

        public double[] getPoint() {
            return new double[] {at};
        }
    }

    static <T extends Clusterable> void show(String what, List<? extends Cluster<T>> clusters) {
        System.out.println(what + ": " + clusters.size() + " cluster of " + clusters.get(0).getPoints().size() + " points");
    }

    public static void main(String[] none) {
        double[] line = {0, 0, 0, 1, 1, 2};
        List<DoublePoint> points = Arrays.stream(line).mapToObj(at -> new DoublePoint(new double[] {at})).collect(Collectors.toList());
        List<Own> own = Arrays.stream(line).mapToObj(Own::new).collect(Collectors.toList());
        show("Commons Math, DBSCAN, DoublePoint", new DBSCANClusterer<DoublePoint>(1, 2).cluster(points));
        show("Commons Math, DBSCAN, class of its own", new DBSCANClusterer<Own>(1, 2).cluster(own));
        show("Commons Math, k-means++, DoublePoint", new KMeansPlusPlusClusterer<DoublePoint>(1).cluster(points));
        List<org.hipparchus.clustering.DoublePoint> same =
                Arrays.stream(line).mapToObj(at -> new org.hipparchus.clustering.DoublePoint(new double[] {at})).collect(Collectors.toList());
        var clusters = new org.hipparchus.clustering.DBSCANClusterer<org.hipparchus.clustering.DoublePoint>(1, 2).cluster(same);
        System.out.println("Hipparchus, DBSCAN, DoublePoint: " + clusters.size() + " cluster of " + clusters.get(0).getPoints().size() + " points");
    }
}
J
java -cp "$work/*" "$work/Equal.java" | tee "$work/seen"
for line in 'Commons Math, DBSCAN, DoublePoint: 1 cluster of 3 points' 'Commons Math, DBSCAN, class of its own: 1 cluster of 6 points' \
  'Commons Math, k-means++, DoublePoint: 1 cluster of 6 points' 'Hipparchus, DBSCAN, DoublePoint: 1 cluster of 3 points'; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
