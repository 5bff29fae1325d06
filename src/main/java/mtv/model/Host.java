package mtv.model;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A Host: access to one ESXi host, for faster transfers. */
@Group("forklift.konveyor.io")
@Version("v1beta1")
public class Host extends MtvResource<HostSpec, HostStatus> {

    private static final long serialVersionUID = 1L;
}
