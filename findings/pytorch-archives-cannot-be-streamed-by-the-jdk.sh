#!/usr/bin/env bash
# Versions: torch 2.13.0 (CPU), JDK 17, Python 3.11. Needs Python 3 with venv.
# Expected: files of torch.save and torch.jit.save are zip archives, so ZipInputStream reads them as ZipFile does.
# Seen:     ZipFile reads all of it. ZipInputStream throws ZipException at the first entry, "only DEFLATED entries can have EXT descriptor": the writer
#           stores tensors uncompressed (so that they can be mapped) and still puts their sizes behind them. So such a file cannot be read while it
#           arrives, over HTTP or from within another archive; it must be a file first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install torch==2.13.0 || exit 2
cat >"$work/save.py" <<'P'
import sys, torch
torch.save({"weight": torch.zeros(3)}, sys.argv[1])
torch.jit.trace(torch.nn.Linear(2, 1), torch.zeros(1, 2)).save(sys.argv[2])
P
"$work/venv/bin/python" -W ignore "$work/save.py" "$work/state.pt" "$work/module.pt"
cat >"$work/Read.java" <<'J'
import java.io.*;
import java.nio.file.*;
import java.util.zip.*;

public class Read {
    public static void main(String[] files) throws IOException {
        for (String file : files) {
            String name = Path.of(file).getFileName().toString();
            try (ZipFile archive = new ZipFile(file)) {
                long bytes = 0;
                for (ZipEntry entry : archive.stream().map(ZipEntry.class::cast).toList()) {
                    bytes += archive.getInputStream(entry).readAllBytes().length;
                }
                System.out.println(name + " by ZipFile: " + (bytes > 0 ? "read" : "empty"));
            }
            try (ZipInputStream stream = new ZipInputStream(new FileInputStream(file))) {
                int entries = 0;
                while (stream.getNextEntry() != null) {
                    stream.readAllBytes();
                    entries++;
                }
                System.out.println(name + " by ZipInputStream: " + entries + " entries");
            } catch (ZipException e) {
                System.out.println(name + " by ZipInputStream: " + e.getMessage());
            }
        }
    }
}
J
java "$work/Read.java" "$work/state.pt" "$work/module.pt" | tee "$work/seen"
for file in state.pt module.pt; do
  for line in "$file by ZipFile: read" "$file by ZipInputStream: only DEFLATED entries can have EXT descriptor"; do
    grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
  done
done
echo "as found"
