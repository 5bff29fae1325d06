package mtv.model;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** Which source storage becomes which storage class of the destination. */
@Group("forklift.konveyor.io")
@Version("v1beta1")
public class StorageMap extends MtvResource<StorageMapSpec, MapStatus> {

    private static final long serialVersionUID = 1L;
}
