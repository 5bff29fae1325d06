package mtv.settings;

import java.util.Optional;

/**
 * Where the VMs go.
 *
 * @param storageClass empty only as long as the sandbox has not given its own
 */
public record TargetSettings(String namespacePrefix, Optional<String> storageClass) {}
