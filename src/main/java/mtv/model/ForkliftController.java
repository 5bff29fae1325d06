package mtv.model;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** MTV's own configuration, read by its operator; there is one, named {@value #NAME}, in MTV's namespace. */
@Group("forklift.konveyor.io")
@Version("v1beta1")
public class ForkliftController extends ModelResource<ForkliftControllerSpec, ForkliftControllerStatus>
        implements Namespaced {

    public static final String NAME = "forklift-controller";

    private static final long serialVersionUID = 1L;
}
