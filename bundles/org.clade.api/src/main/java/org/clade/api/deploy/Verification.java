package org.clade.api.deploy;

import java.util.List;

/**
 * The result of checking an active part against its contract.
 *
 * @param id its id
 * @param kind its kind
 * @param bundle its bundle's symbolic name
 * @param version its bundle's version
 * @param promises the checks
 */
public record Verification(String id, String kind, String bundle, String version, List<CheckResult> promises) {

    /** Copies the promises. */
    public Verification {
        promises = List.copyOf(promises);
    }

    /** {@return whether the part keeps every promise} */
    public boolean passed() {
        return promises.stream().allMatch(CheckResult::kept);
    }
}
