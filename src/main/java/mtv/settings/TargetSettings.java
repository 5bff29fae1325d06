package mtv.settings;

import java.util.Optional;

/**
 * Where the VMs go.
 *
 * @param storageClass empty only before the sandbox has answered
 */
public record TargetSettings(String namespacePrefix, Optional<String> storageClass) {}
