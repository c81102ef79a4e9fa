package ${package};

import java.util.List;
import org.clade.api.task.LossTask;
import org.clade.testkit.LossTaskContract;

class ${name}TaskTest implements LossTaskContract {

    @Override
    public LossTask part() {
        return new ${name}Task();
    }

    @Override
    public List<String> settings() {
        return List.of("", "enough=0.9");
    }
}
