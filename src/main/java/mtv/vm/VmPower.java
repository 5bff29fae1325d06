package mtv.vm;

import java.util.Set;

/** The power of a source VM. One that is suspended or paused, or on its way from on to off, is neither on nor off. */
public enum VmPower {
    ON("on"),
    OFF("off"),
    NEITHER("neither on nor off");

    private final String words;

    VmPower(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /**
     * @param state as the source calls it; empty when it tells none
     * @param field of the inventory that has it
     * @param on states of a VM that is on
     * @param off states of a VM that is off
     */
    public static Fact<VmPower> of(String state, String field, Set<String> on, Set<String> off) {
        if (on.contains(state) || off.contains(state)) {
            return Fact.of(on.contains(state) ? ON : OFF, field);
        }
        return state.isEmpty() ? Fact.unknown(field + " is empty") : Fact.of(NEITHER, field + " " + state);
    }
}
