package mtv.sandbox.forklift.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.Provider;
import mtv.sandbox.forklift.runtime.Conditions;

/** Tests the connection of a Provider. A cluster is really asked, another platform is asked in memory. */
interface ConnectionProbe {

    String SUCCEEDED = "ConnectionTestSucceeded";
    String FAILED = "ConnectionTestFailed";
    String DENIED = "ConnectionAuthFailed";

    /**
     * Tests the connection and sets one of the three conditions.
     *
     * @param secret null for MTV's own cluster
     * @param again whether the same connection succeeded before
     */
    void run(Provider provider, Secret secret, boolean again, Conditions conditions);

    static void succeeded(Conditions conditions) {
        conditions.require(SUCCEEDED, "Tested", "Connection test, succeeded.");
    }

    static void failed(Conditions conditions, String why) {
        conditions.block(FAILED, "Tested", "Could not connect to the provider: " + why);
    }

    static void denied(Conditions conditions, String why) {
        conditions.block(DENIED, "Tested", "Connection auth failed: " + why);
    }
}
