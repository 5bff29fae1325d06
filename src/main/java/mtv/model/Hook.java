package mtv.model;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A Hook: a playbook that runs before or after the migration of a VM. */
@Group("forklift.konveyor.io")
@Version("v1beta1")
public class Hook extends MtvResource<HookSpec, HookStatus> {

    private static final long serialVersionUID = 1L;
}
