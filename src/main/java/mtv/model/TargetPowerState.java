package mtv.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Power of the migrated VM; AUTO and absent mean "as the source was". */
public enum TargetPowerState {
    @JsonProperty("on")
    ON,
    @JsonProperty("off")
    OFF,
    @JsonProperty("auto")
    AUTO
}
