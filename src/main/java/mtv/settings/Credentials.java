package mtv.settings;

import mtv.settings.input.Secret;

/** Who may enter: a platform, or the guests that run on it. */
public record Credentials(String username, Secret password) {}
