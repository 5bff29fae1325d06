package mtv.doctor;

import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthFinding;
import mtv.evidence.gather.GatherException;
import mtv.evidence.gather.MustGatherImage;
import mtv.settings.value.GatherOccasion;

import java.util.List;

/** Whether there is an image that must_gather could run. */
final class GatherExamination implements Examination {

    /** Whether this run gathers at all. */
    static boolean isWanted(ExaminedRun run) {
        return run.settings().evidence().mustGather() == GatherOccasion.ON_FAILURE;
    }

    @Override
    public List<HealthFinding> examine(ExaminedRun run) {
        if (!isWanted(run)) {
            return List.of();
        }
        try {
            return List.of(HealthFinding.good(Area.EVIDENCE, "must_gather runs " + MustGatherImage.of(run.hub())));
        } catch (GatherException e) {
            return List.of(HealthFinding.warning(
                    Area.EVIDENCE,
                    "must_gather has nothing to run: " + e.getMessage(),
                    "install MTV by its operator, or set must_gather=never"));
        }
    }
}
