package mtv.check.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.VmFacts;
import mtv.vm.Fact;
import mtv.vm.SourceType;

/** Compares the clock: all that an OpenShift VM says of it, and the time zone of others. */
final class ClockSettings implements Rule<VmFacts> {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final String ZONE = "timezone";

    @Override
    public void compare(VmFacts vm, Findings findings) {
        Fact<String> source = vm.source().clock();
        Fact<String> actual = vm.actual().clock();
        if (vm.expected().source() == SourceType.OPENSHIFT) {
            findings.equal("clock", source.map(ClockSettings::sorted), actual.map(ClockSettings::sorted));
        } else {
            findings.equal("time zone", source.map(ClockSettings::zone), actual.map(ClockSettings::zone));
        }
    }

    /** The order of a clock's fields has no meaning. */
    private static String sorted(String clock) {
        try {
            return JSON.writeValueAsString(JSON.readValue(clock, Object.class));
        } catch (JsonProcessingException e) {
            return clock;
        }
    }

    /** A template of OpenShift may add timers, which no source tells. */
    private static String zone(String clock) {
        try {
            JsonNode zone = JSON.readTree(clock).path(ZONE);
            return zone.isTextual() ? zone.asText() : "none: " + clock;
        } catch (JsonProcessingException e) {
            return clock;
        }
    }
}
