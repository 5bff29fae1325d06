package mtv.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Reads the API server's time from the Date header of its answers: a cutover is judged by that clock, not by ours. */
final class ClusterClock implements Interceptor {

    static final String NAME = "mtv-cluster-clock";

    private final AtomicReference<Instant> last = new AtomicReference<>();

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        String date = response.header("Date");
        if (date == null) {
            return;
        }
        try {
            last.set(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeParseException e) {
            last.set(null); // a proxy's own idea of a date is worse than none
        }
    }

    /** The time of the last answer, to the second. */
    Optional<Instant> lastAnswer() {
        return Optional.ofNullable(last.get());
    }
}
