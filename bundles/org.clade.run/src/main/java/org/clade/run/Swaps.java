package org.clade.run;

import java.util.List;
import org.clade.api.part.RefusedException;
import org.clade.api.run.PartSwap;
import org.clade.api.run.PartSwaps;
import org.clade.api.run.Replacement;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunService;
import org.clade.api.runtime.PartRuntime;
import org.clade.run.swap.AvailableParts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Passes a swap to its run. */
@Component
public final class Swaps implements PartSwaps {

    private final RunService runs;
    private final PartRuntime parts;

    /** Made by Declarative Services. */
    @Activate
    public Swaps(@Reference RunService runs, @Reference PartRuntime parts) {
        this.runs = runs;
        this.parts = parts;
    }

    @Override
    public PartSwap swap(String run, List<Replacement> replacements) {
        return find(run).swap(replacements, AvailableParts.of(parts));
    }

    private TrainingRun find(String name) {
        List<TrainingRun> all = runs.runs().stream()
                .filter(TrainingRun.class::isInstance)
                .map(TrainingRun.class::cast)
                .toList();
        List<TrainingRun> going =
                all.stream().filter(run -> !run.state().ended()).toList();
        if (going.isEmpty()) {
            throw new RefusedException(
                    "No run is active in this process; start one with run … --detach, and swap its parts while it trains.");
        }
        if (name.equals(LATEST)) {
            return going.get(going.size() - 1);
        }
        List<TrainingRun> exact =
                going.stream().filter(run -> run.id().equals(name)).toList();
        List<TrainingRun> meant = exact.isEmpty()
                ? going.stream().filter(run -> run.id().contains(name)).toList()
                : exact;
        if (meant.size() == 1) {
            return meant.get(0);
        }
        List<String> ids = going.stream().map(RunHandle::id).toList();
        if (meant.isEmpty() && all.stream().anyMatch(run -> run.id().contains(name))) {
            throw new RefusedException("Run %s has ended, so its parts cannot be swapped; active runs: %s."
                    .formatted(name, String.join(", ", ids)));
        }
        throw meant.isEmpty()
                ? RefusedException.unknown("active run", name, ids)
                : new RefusedException("“%s” matches several runs: %s; write more of the name."
                        .formatted(name, String.join(", ", ids)));
    }
}
