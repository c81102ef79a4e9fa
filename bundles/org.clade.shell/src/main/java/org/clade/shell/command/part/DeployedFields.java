package org.clade.shell.command.part;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.clade.api.deploy.DeployedBundle;

/** A user's bundle in the form for JSON. */
final class DeployedFields {

    private DeployedFields() {}

    static Map<String, Object> of(DeployedBundle bundle) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", bundle.file());
        fields.put("bundle", bundle.name());
        fields.put("version", bundle.version());
        fields.put("state", bundle.state().name().toLowerCase(Locale.ROOT));
        fields.put("parts", bundle.parts());
        fields.put("findings", bundle.findings());
        fields.put("promises", bundle.promises());
        fields.put("seconds", bundle.seconds());
        fields.put("sha256", bundle.sha256());
        return fields;
    }
}
