package mtv.settings;

import mtv.settings.value.Secret;

/** User name and password of a source platform, or of the guests on it. */
public record Credentials(String username, Secret password) {}
