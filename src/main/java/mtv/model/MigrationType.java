package mtv.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the disks travel; takes the place of the older warm flag. */
public enum MigrationType {
    @JsonProperty("cold")
    COLD,
    @JsonProperty("warm")
    WARM,
    @JsonProperty("live")
    LIVE,
    @JsonProperty("conversion")
    CONVERSION
}
