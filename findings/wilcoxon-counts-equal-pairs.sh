#!/usr/bin/env bash
# Versions: org.apache.commons:commons-math3 3.6.1, JDK 17.
# Expected: the Wilcoxon signed-rank test drops pairs that are equal (Wilcoxon 1945), so five equal pairs give no evidence, and
#           p(x, y) equals p(y, x).
# Seen:     equal pairs get ranks and count for one side. Five equal pairs give the exact p 0.0625, the least that five pairs can give, and with
#           some equal pairs among others p(x, y) differs from p(y, x). So it is wrong for scores over seeds, where ties are common.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=org.apache.commons:commons-math3:3.6.1 -DoutputDirectory="$work" || exit 2
cat >"$work/Ties.java" <<'J'
import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;

public class Ties {
    public static void main(String[] args) {
        WilcoxonSignedRankTest test = new WilcoxonSignedRankTest();
        double[] x = {1, 2, 3, 4, 5};
        double[] y = {1, 2, 3, 4.5, 5.25};
        System.out.println("five equal pairs: p = " + test.wilcoxonSignedRankTest(x, x.clone(), true));
        System.out.println("p(x, y) = " + test.wilcoxonSignedRankTest(x, y, true) + ", p(y, x) = " + test.wilcoxonSignedRankTest(y, x, true));
    }
}
J
seen=$(java -cp "$work/commons-math3-3.6.1.jar" "$work/Ties.java")
echo "$seen"
if grep -q 'equal pairs: p = 0.0625' <<<"$seen" && ! grep -qE 'p\(x, y\) = ([0-9.]+), p\(y, x\) = \1$' <<<"$seen"; then echo "as found"; else echo "changed"; exit 1; fi
