package mtv.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the VMs come from.
 *
 * @param entry the source provider's entry; empty only as long as the sandbox has not given its own
 * @param caFile certificates that the suite and MTV verify the source with
 * @param cloneParallelism how many VMs are copied at once, at least 1
 */
public record SourceSettings(
        Optional<String> sourceProvider,
        Optional<SourceProviderEntry> entry,
        boolean insecureSkipVerify,
        Optional<Pattern> vmNameSearchPattern,
        Path providersFile,
        Optional<CaFile> caFile,
        int cloneParallelism) {

    /** The same settings without a source. */
    SourceSettings withoutEntry() {
        return new SourceSettings(
                Optional.empty(),
                Optional.empty(),
                insecureSkipVerify,
                vmNameSearchPattern,
                providersFile,
                caFile,
                cloneParallelism);
    }
}
