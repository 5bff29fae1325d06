package mtv.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The power a source VM must have when its migration starts. */
public enum Power {
    @JsonProperty("on")
    ON,
    @JsonProperty("off")
    OFF
}
