package mtv.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to reach the cluster that runs MTV.
 *
 * @param mode never AUTO
 * @param host API URL; empty only before the sandbox has answered
 * @param remoteOcpCluster part of the API's host name; empty when remote migrations are not wanted
 */
public record ClusterSettings(
        ClusterMode mode,
        Optional<String> host,
        Optional<String> username,
        Optional<Secret> password,
        boolean insecureVerifySkip,
        Optional<Path> caFile,
        String remoteOcpCluster,
        String mtvNamespace) {}
