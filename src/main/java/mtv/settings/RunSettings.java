package mtv.settings;

import mtv.settings.input.Keys;
import mtv.settings.input.Layer;
import mtv.settings.input.Layers;
import mtv.settings.input.Layers.Given;
import mtv.settings.input.Problems;
import mtv.settings.input.SettingKey;
import mtv.settings.input.SettingsValues;
import mtv.settings.value.DestinationRights;
import mtv.settings.value.Unexplained;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings that each {@code <test>} of a suite file may set for itself: the keys of test scope. */
public record RunSettings(
        int numberOfVms,
        boolean checkVmsSignals,
        boolean checkSsh,
        Unexplained unexplained,
        Duration snapshotsInterval,
        Duration minsBeforeCutover,
        Duration planWaitTimeout,
        DestinationRights destinationRights) {
    /**
     * The settings of one {@code <test>}, from the parameters that its class was given. They are the effective values
     * already, since the suite's listener writes these into the parameters.
     *
     * @param parameters texts of all keys of test scope, by their names
     * @throws IllegalArgumentException when a key is missing: its default would stand in for what the suite file says
     */
    public static RunSettings of(Map<String, String> parameters) {
        List<String> missing = Keys.ofTests().stream()
                .<String>map(SettingKey::name)
                .filter(name -> !parameters.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("a <test> may set " + String.join(", ", missing)
                    + ", but its class does not take that: name it in @Parameters of the class");
        }
        Map<String, Given> given = Keys.ofTests().stream()
                .collect(Collectors.toMap(
                        SettingKey::name,
                        key -> new Given(parameters.get(key.name()).strip(), "parameter " + key.name())));
        Problems problems = new Problems();
        RunSettings run = read(new SettingsValues(Layers.none().with(Layer.TEST, given), problems));
        problems.throwIfAny();
        return run;
    }

    static RunSettings read(SettingsValues values) {
        return new RunSettings(
                values.get(Keys.NUMBER_OF_VMS),
                values.get(Keys.CHECK_VMS_SIGNALS),
                values.get(Keys.CHECK_SSH),
                values.get(Keys.UNEXPLAINED),
                values.get(Keys.SNAPSHOTS_INTERVAL),
                values.get(Keys.MINS_BEFORE_CUTOVER),
                values.get(Keys.PLAN_WAIT_TIMEOUT),
                values.get(Keys.DESTINATION_RIGHTS));
    }
}
