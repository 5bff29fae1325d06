package mtv.suites;

import mtv.settings.RunSettings;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Parameters;

import java.util.HashMap;
import java.util.Map;

/**
 * Takes the settings that a {@code <test>} of a suite file may set for itself. TestNG hands them over as parameters,
 * into which the suite's listener has written the value that wins for each of them. An annotation cannot be computed
 * from the table of settings, so {@link RunSettings#of} refuses a class that leaves one of them out.
 */
public abstract class RunParameters {

    private final Map<String, String> parameters = new HashMap<>();

    /** How many VMs are migrated, and how they are looked at afterwards. */
    @Parameters({"number_of_vms", "check_vms_signals", "check_ssh", "unexplained"})
    @BeforeClass(alwaysRun = true, description = "take the parameters: how much is run")
    public void takeExtent(String numberOfVms, String checkVmsSignals, String checkSsh, String unexplained) {
        parameters.put("number_of_vms", numberOfVms);
        parameters.put("check_vms_signals", checkVmsSignals);
        parameters.put("check_ssh", checkSsh);
        parameters.put("unexplained", unexplained);
    }

    /** How often a warm VM is copied, when it is cut over, and how long a migration may take. */
    @Parameters({"snapshots_interval", "mins_before_cutover", "plan_wait_timeout"})
    @BeforeClass(alwaysRun = true, description = "take the parameters: times")
    public void takeTimes(String snapshotsInterval, String minsBeforeCutover, String planWaitTimeout) {
        parameters.put("snapshots_interval", snapshotsInterval);
        parameters.put("mins_before_cutover", minsBeforeCutover);
        parameters.put("plan_wait_timeout", planWaitTimeout);
    }

    /** By whose rights MTV enters a remote destination. */
    @Parameters("destination_rights")
    @BeforeClass(alwaysRun = true, description = "take the parameters: rights")
    public void takeRights(String destinationRights) {
        parameters.put("destination_rights", destinationRights);
    }

    /** For the configuration methods of a subclass and its tests; TestNG runs those of this class first. */
    protected final RunSettings runSettings() {
        return RunSettings.of(parameters);
    }
}
