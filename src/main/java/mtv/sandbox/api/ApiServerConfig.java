package mtv.sandbox.api;

import java.time.Clock;
import java.util.Map;

/**
 * What a cluster's API server is made of.
 *
 * @param clock tells the time of objects and of the Date header
 * @param users name to password of those who may log in
 * @param port 0 for a free one
 * @param mtv whether MTV's kinds are served
 */
public record ApiServerConfig(
        Clock clock, Certificate certificate, Map<String, String> users, Authorizer authorizer, int port, boolean mtv) {

    public ApiServerConfig {
        users = Map.copyOf(users);
    }

    /** With the ordinary authorizer. */
    public static ApiServerConfig of(Clock clock, Certificate certificate, Map<String, String> users) {
        return new ApiServerConfig(clock, certificate, users, Authorizer.allowAuthenticated(), 0, true);
    }

    public ApiServerConfig at(int thatPort) {
        return new ApiServerConfig(clock, certificate, users, authorizer, thatPort, mtv);
    }

    public ApiServerConfig withoutMtv() {
        return new ApiServerConfig(clock, certificate, users, authorizer, port, false);
    }

    /** Keeps passwords out of logs. */
    @Override
    public String toString() {
        return "ApiServerConfig[users=" + users.keySet() + "]";
    }
}
