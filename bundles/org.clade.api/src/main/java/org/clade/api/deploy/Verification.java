package org.clade.api.deploy;

import java.util.List;

/**
 * What a living part keeps of its contract.
 *
 * @param id its id
 * @param kind its kind
 * @param bundle its bundle's symbolic name
 * @param version its bundle's version
 * @param promises what was tried
 */
public record Verification(String id, String kind, String bundle, String version, List<CheckResult> promises) {

    /** Copies the promises. */
    public Verification {
        promises = List.copyOf(promises);
    }

    /** {@return whether every promise is kept} */
    public boolean passed() {
        return promises.stream().allMatch(CheckResult::kept);
    }
}
