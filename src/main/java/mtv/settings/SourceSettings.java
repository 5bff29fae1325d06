package mtv.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the VMs come from.
 *
 * @param entry the source provider's entry; empty only before the sandbox has answered
 */
public record SourceSettings(
        Optional<String> sourceProvider,
        Optional<SourceProviderEntry> entry,
        boolean insecureSkipVerify,
        Optional<Pattern> vmNameSearchPattern,
        Path providersFile) {}
