package mtv.sandbox.apiserver;

import io.soabase.recordbuilder.core.RecordBuilder;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.tls.Certificate;

import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a cluster's API server is made of.
 *
 * @param clock gives the time of objects and of the Date header
 * @param inTime prepares what the cluster does by itself, later and on another thread: until that is done, time stands
 *     still
 * @param users name to password of those who may log in; what they may do, the bindings on the cluster say
 * @param seed decides the names and uids that the server draws
 * @param port 0 for a free one
 * @param faults asked at every request and every write
 */
@RecordBuilder
public record ApiServerConfig(
        Clock clock,
        UnaryOperator<Runnable> inTime,
        Certificate certificate,
        Map<String, String> users,
        long seed,
        int port,
        Faults faults)
        implements ApiServerConfigBuilder.With {

    public ApiServerConfig {
        users = Map.copyOf(users);
    }

    /** On a free port. */
    public static ApiServerConfig of(Clock clock, Certificate certificate, Map<String, String> users) {
        return new ApiServerConfig(clock, UnaryOperator.identity(), certificate, users, 1, 0, Faults.none());
    }

    /** The same on a sandbox's clock, which stands still while the cluster works. */
    public static ApiServerConfig of(SandboxClock clock, Certificate certificate, Map<String, String> users) {
        return of((Clock) clock, certificate, users).withInTime(clock::held);
    }

    /** Keeps passwords out of logs. */
    @Override
    public String toString() {
        return "ApiServerConfig[users=" + users.keySet() + "]";
    }
}
