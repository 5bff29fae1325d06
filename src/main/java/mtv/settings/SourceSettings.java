package mtv.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the VMs come from.
 *
 * @param entry the source provider's entry; empty only before the sandbox has answered
 * @param caFile what the source's certificate is verified with, by MTV too
 */
public record SourceSettings(
        Optional<String> sourceProvider,
        Optional<SourceProviderEntry> entry,
        boolean insecureSkipVerify,
        Optional<Pattern> vmNameSearchPattern,
        Path providersFile,
        Optional<CaFile> caFile) {

    /** As if no source were named. */
    SourceSettings withoutEntry() {
        return new SourceSettings(
                Optional.empty(), Optional.empty(), insecureSkipVerify, vmNameSearchPattern, providersFile, caFile);
    }
}
