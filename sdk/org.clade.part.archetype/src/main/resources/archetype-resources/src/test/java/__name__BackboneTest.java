package ${package};

import java.util.List;
import org.clade.api.backbone.Backbone;
import org.clade.testkit.BackboneContract;

class ${name}BackboneTest implements BackboneContract {

    @Override
    public Backbone part() {
        return new ${name}Backbone();
    }

    @Override
    public List<String> settings() {
        return List.of("", "width=8");
    }
}
