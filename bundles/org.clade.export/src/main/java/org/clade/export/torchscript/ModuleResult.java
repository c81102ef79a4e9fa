package org.clade.export.torchscript;

import java.util.Arrays;
import java.util.List;
import org.clade.api.graph.OpaqueNetwork;
import org.clade.api.part.RefusedException;

/** Which of the results of a module is meant, as TorchScript's source text. */
final class ModuleResult {

    private static final String TENSOR = "Tensor";

    private ModuleResult() {}

    /**
     * What follows a call of the module.
     *
     * @param network the file, and which output is meant
     * @param type the type that the module returns, in TorchScript's printed form
     * @return nothing for a tensor, otherwise an index or a key in brackets
     * @throws RefusedException if the module returns something else than a tensor, or a tuple, list or dictionary of tensors
     */
    static String chosen(OpaqueNetwork network, String type) {
        if (type.equals(TENSOR)) {
            return "";
        }
        if (type.equals("Dict[str, Tensor]")) {
            return "[\"%s\"]".formatted(network.name().replace("\\", "\\\\").replace("\"", "\\\""));
        }
        if (type.equals("List[Tensor]") || type.startsWith("Tuple[") && tensors(type)) {
            return "[%s]".formatted(network.output());
        }
        throw new RefusedException(
                "The network “%s” returns %s, and an export takes in networks that return a tensor, or a tuple, list or dictionary of tensors; trace a module that returns the features alone."
                        .formatted(network.file(), type));
    }

    private static boolean tensors(String tuple) {
        List<String> members = Arrays.asList(
                tuple.substring(tuple.indexOf('[') + 1, tuple.length() - 1).split(", ", -1));
        return members.stream().allMatch(TENSOR::equals);
    }
}
