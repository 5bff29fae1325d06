package mtv.model;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A StorageMap: the storage class for each source storage. */
@Group("forklift.konveyor.io")
@Version("v1beta1")
public class StorageMap extends MtvResource<StorageMapSpec, MapStatus> {

    private static final long serialVersionUID = 1L;
}
