package mtv.settings;

import mtv.settings.input.Keys;
import mtv.settings.input.SettingsValues;

import java.time.Duration;

/** What one {@code <test>} of a suite file may set differently from the others. */
public record RunSettings(
        int numberOfVms,
        boolean checkVmsSignals,
        boolean checkSsh,
        Duration snapshotsInterval,
        Duration minsBeforeCutover,
        Duration planWaitTimeout) {
    static RunSettings read(SettingsValues values) {
        return new RunSettings(
                values.get(Keys.NUMBER_OF_VMS),
                values.get(Keys.CHECK_VMS_SIGNALS),
                values.get(Keys.CHECK_SSH),
                values.get(Keys.SNAPSHOTS_INTERVAL),
                values.get(Keys.MINS_BEFORE_CUTOVER),
                values.get(Keys.PLAN_WAIT_TIMEOUT));
    }
}
