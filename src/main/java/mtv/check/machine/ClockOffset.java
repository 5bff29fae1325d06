package mtv.check.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;

/** A guest in another time zone writes other times. */
final class ClockOffset extends Check<Comparison> {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    ClockOffset() {
        super("clock", "The clock, where the source VM sets one.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        findings.equal(
                "clock",
                vm.source().clock().map(ClockOffset::sorted),
                vm.actual().clock().map(ClockOffset::sorted));
    }

    /** The order of fields says nothing. */
    private static String sorted(String clock) {
        try {
            return JSON.writeValueAsString(JSON.readValue(clock, Object.class));
        } catch (JsonProcessingException e) {
            return clock;
        }
    }
}
