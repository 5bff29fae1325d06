package mtv.sandbox.mtv.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.Provider;
import mtv.sandbox.mtv.runtime.Conditions;

import java.util.List;

/** What differs between the types of Providers. */
interface ConnectionProbe {

    String SUCCEEDED = "ConnectionTestSucceeded";
    String FAILED = "ConnectionTestFailed";
    String DENIED = "ConnectionAuthFailed";

    /** The keys that the Secret lacks. */
    List<String> missingKeys(Secret secret);

    /**
     * Tries the connection, and sets one of the three conditions.
     *
     * @param again whether the same connection was good before
     */
    void run(Provider provider, Secret secret, boolean again, Conditions conditions);

    /** Thumbprint of the other side's certificate, where the type shows it. */
    default String fingerprint(Provider provider) {
        return null;
    }

    static void succeeded(Conditions conditions) {
        conditions.set(Conditions.required(SUCCEEDED, "Tested", "Connection test, succeeded."));
    }

    static void failed(Conditions conditions, String why) {
        conditions.set(Conditions.critical(FAILED, "Tested", "Could not connect to the provider: " + why));
    }

    static void denied(Conditions conditions, String why) {
        conditions.set(Conditions.critical(DENIED, "Tested", "Connection auth failed: " + why));
    }
}
