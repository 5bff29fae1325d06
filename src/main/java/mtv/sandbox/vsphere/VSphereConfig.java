package mtv.sandbox.vsphere;

import io.vertx.core.Vertx;
import mtv.sandbox.api.Certificate;
import mtv.sandbox.clock.SandboxClock;

/**
 * What a vSphere needs from its sandbox.
 *
 * @param seed decides ids, MACs, uuids and serial numbers
 * @param user the one user, such as {@code administrator@vsphere.local}
 */
public record VSphereConfig(
        Vertx vertx, SandboxClock clock, Certificate certificate, long seed, String user, String password) {}
