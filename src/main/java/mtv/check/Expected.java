package mtv.check;

import java.util.Map;

/**
 * What the scenario and the maps promise about one VM.
 *
 * @param namespace where it must be
 * @param poweredOn by targetPowerState, else by the source's power before the migration
 * @param agent whether the guest agent must be connected
 * @param networks destination network by source network: {@code pod} or {@code namespace/name}
 * @param storageClasses storage class by source storage
 */
public record Expected(
        String namespace,
        String name,
        boolean poweredOn,
        boolean agent,
        Map<String, String> networks,
        Map<String, String> storageClasses) {}
