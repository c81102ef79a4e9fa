#!/usr/bin/env bash
# Versions: org.tribuo:tribuo-clustering-hdbscan 4.3.2, scikit-learn 1.9.1, numpy 2.4.6, JDK 17, Python 3.11. Needs Python 3 with venv.
# Expected: HDBSCAN in Java and in Python number three clusters 0, 1, 2 or 1, 2, 3, and a point of the training set gets the same outlier score
#           from the trained model as from its prediction.
# Seen:     both find the same groups. scikit-learn calls them 0, 1, 2 and noise -1. In Tribuo 0 is noise and the clusters have gaps: 2, 4, 5.
#           So the highest label does not tell how many clusters there are, and 0 must not be taken for the first cluster. predict() keeps almost
#           all labels, but many training points get another outlier score than in getOutlierScores(), some more than 0.5 away (of 1).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/pom.xml" <<'X'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version>
<dependencies><dependency><groupId>org.tribuo</groupId><artifactId>tribuo-clustering-hdbscan</artifactId><version>4.3.2</version></dependency></dependencies></project>
X
mvn -q -B -Dstyle.color=never -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/jars" || exit 2
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install scikit-learn==1.9.1 numpy==2.4.6 || exit 2
cat >"$work/cluster.py" <<'P'
import numpy, sys
from sklearn.cluster import HDBSCAN
random = numpy.random.default_rng(3)
groups = [random.normal((0, 0), .3, (40, 2)), random.normal((4, 0), .4, (40, 2)), random.normal((0, 5), .8, (40, 2)), random.uniform(-4, 9, (15, 2))]
points = numpy.vstack(groups).round(4)
labels = HDBSCAN(min_cluster_size=8, min_samples=5, copy=True).fit_predict(points)
numpy.savetxt(sys.argv[1], numpy.c_[points, labels], fmt="%.4f")
P
cat >"$work/Cluster.java" <<'J'
import java.nio.file.*;
import java.util.*;
import org.tribuo.*;
import org.tribuo.clustering.*;
import org.tribuo.clustering.hdbscan.*;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.provenance.SimpleDataSourceProvenance;

public class Cluster {
    public static void main(String[] args) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        ClusteringFactory factory = new ClusteringFactory();
        MutableDataset<ClusterID> points = new MutableDataset<>(new SimpleDataSourceProvenance("points", factory), factory);
        List<Integer> python = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            double[] numbers = Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
            points.add(new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, new String[] {"x", "y"}, Arrays.copyOf(numbers, 2)));
            python.add((int) numbers[2]);
        }
        HdbscanModel model = new HdbscanTrainer(8, DistanceType.L2.getDistance(), 5, 1, NeighboursQueryFactoryType.BRUTE_FORCE).train(points);
        Map<String, Integer> pairs = new TreeMap<>();
        int labels = 0, scores = 0, far = 0;
        for (int i = 0; i < points.size(); i++) {
            pairs.merge(python.get(i) + " is " + model.getClusterLabels().get(i), 1, Integer::sum);
            ClusterID predicted = model.predict(points.getExample(i)).getOutput();
            if (predicted.getID() != model.getClusterLabels().get(i)) labels++;
            double difference = Math.abs(predicted.getScore() - model.getOutlierScores().get(i));
            if (difference > 0.01) scores++;
            if (difference > 0.5) far++;
        }
        System.out.println("scikit-learn's label is Tribuo's: " + pairs);
        System.out.println("predicting the " + points.size() + " training points changes " + labels + " labels and " + scores + " scores, " + far + " by more than 0.5");
    }
}
J
"$work/venv/bin/python" "$work/cluster.py" "$work/points.txt"
java -cp "$work/jars/*" "$work/Cluster.java" "$work/points.txt" | tee "$work/seen"
if grep -qF '{-1 is 0=9, 0 is 2=42, 1 is 4=42, 2 is 5=42}' "$work/seen" && grep -qE 'changes [0-9] labels and [1-9][0-9]+ scores, [1-9][0-9]* by more' "$work/seen"; then
  echo "as found"
else
  echo "changed"
  exit 1
fi
