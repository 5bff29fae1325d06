package mtv.model;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A NetworkMap: the destination of each source network. */
@Group("forklift.konveyor.io")
@Version("v1beta1")
public class NetworkMap extends MtvResource<NetworkMapSpec, MapStatus> {

    private static final long serialVersionUID = 1L;
}
