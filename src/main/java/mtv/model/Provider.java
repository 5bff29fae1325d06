package mtv.model;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A Provider: a source or destination of virtual machines. */
@Group("forklift.konveyor.io")
@Version("v1beta1")
public class Provider extends MtvResource<ProviderSpec, ProviderStatus> {

    private static final long serialVersionUID = 1L;
}
