package mtv.model;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

import java.util.List;

/** Access to one ESXi host for faster transfers. */
@Group("forklift.konveyor.io")
@Version("v1beta1")
public class Host extends CustomResource<HostSpec, HostStatus> implements Namespaced, ConditionedResource {

    private static final long serialVersionUID = 1L;

    @Override
    public List<Condition> conditions() {
        return status == null || status.conditions() == null ? List.of() : status.conditions();
    }
}
