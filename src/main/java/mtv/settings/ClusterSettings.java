package mtv.settings;

import mtv.settings.value.ClusterMode;

import java.util.Optional;

/**
 * The clusters of a run.
 *
 * @param mode never AUTO
 * @param hub runs MTV
 * @param remote gets the VMs of remote migrations; empty when the hub gets them, under its own API URL
 * @param migratorRole ClusterRole on the destination that allows what MTV does there
 * @param remoteOcpCluster part of the host name of the API that remote migrations go to; empty when there are none
 */
public record ClusterSettings(
        ClusterMode mode,
        ClusterCredentials hub,
        Optional<ClusterCredentials> remote,
        String remoteOcpCluster,
        String mtvNamespace,
        String migratorRole) {}
