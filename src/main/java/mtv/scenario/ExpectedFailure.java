package mtv.scenario;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The failure that a scenario is there to show: its migration is as it should be only when each of its VMs fails so.
 *
 * @param result {@code failed}
 * @param step of MTV's pipeline in which it fails; empty for any
 * @param reason regular expression, of which a part of MTV's reasons is an example
 */
public record ExpectedFailure(String result, Optional<String> step, String reason) {

    /** Whether a VM that failed in that step has failed for that reason. */
    public boolean fits(String failedStep, String reasons) {
        return step.map(failedStep::equals).orElse(true)
                && LimitedMatch.matches(Pattern.compile("(?s).*?(?:" + reason + ").*"), reasons);
    }

    /** Completes "was to fail". */
    public String words() {
        return step.map(name -> "in step " + name + " ").orElse("") + "because of \"" + reason + "\"";
    }
}
