package mtv.model;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** Which source network becomes which network of the destination. */
@Group("forklift.konveyor.io")
@Version("v1beta1")
public class NetworkMap extends MtvResource<NetworkMapSpec, MapStatus> {

    private static final long serialVersionUID = 1L;
}
