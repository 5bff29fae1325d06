package mtv.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the disks are migrated; replaces the older warm flag. */
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
