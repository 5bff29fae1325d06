package mtv.model;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A Plan: which virtual machines are migrated, from where, to where and how. */
@Group("forklift.konveyor.io")
@Version("v1beta1")
public class Plan extends MtvResource<PlanSpec, PlanStatus> {

    private static final long serialVersionUID = 1L;
}
