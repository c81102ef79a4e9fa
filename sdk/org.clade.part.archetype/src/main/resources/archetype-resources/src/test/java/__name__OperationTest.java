package ${package};

import java.util.List;
import org.clade.api.augment.ImageOperation;
import org.clade.testkit.ImageOperationContract;

class ${name}OperationTest implements ImageOperationContract {

    @Override
    public ImageOperation part() {
        return new ${name}Operation();
    }

    @Override
    public List<String> settings() {
        return List.of("", "most=1");
    }
}
