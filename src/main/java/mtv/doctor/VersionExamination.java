package mtv.doctor;

import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthFinding;
import mtv.observe.ProductVersions;

import java.io.IOException;
import java.util.List;

/** Whether the releases are among those that the suite was made for. */
final class VersionExamination implements Examination {

    @Override
    public List<HealthFinding> examine(ExaminedRun run) throws IOException {
        ProductVersions versions = run.versions();
        HealthFinding mtv = versions.remark()
                .map(remark -> HealthFinding.warning(Area.VERSIONS, remark, ""))
                .orElseGet(() -> HealthFinding.good(
                        Area.VERSIONS, "MTV " + versions.mtv().orElseThrow() + " is known"));
        HealthFinding openShift = versions.ofDestination()
                .map(release -> HealthFinding.good(Area.VERSIONS, "the VMs go to OpenShift " + release))
                .orElseGet(() -> HealthFinding.warning(
                        Area.VERSIONS,
                        "The release of OpenShift cannot be read, so rules that changed between releases are those of"
                                + " the newest one",
                        "let the user get clusterversions.config.openshift.io"));
        return List.of(mtv, openShift);
    }
}
