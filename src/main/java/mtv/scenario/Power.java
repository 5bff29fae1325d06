package mtv.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Power state of a source VM when its migration starts. */
public enum Power {
    @JsonProperty("on")
    ON,
    @JsonProperty("off")
    OFF
}
