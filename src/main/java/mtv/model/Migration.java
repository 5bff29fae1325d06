package mtv.model;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A Migration: one run of a Plan. */
@Group("forklift.konveyor.io")
@Version("v1beta1")
public class Migration extends MtvResource<MigrationSpec, MigrationStatus> {

    private static final long serialVersionUID = 1L;
}
