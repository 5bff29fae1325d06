package mtv.sandbox.forklift.webhook;

import java.net.HttpURLConnection;

/** A webhook refuses an object, with the code that MTV answers. */
final class AdmissionDeniedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;

    AdmissionDeniedException(String message) {
        this(HttpURLConnection.HTTP_BAD_REQUEST, message);
    }

    AdmissionDeniedException(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }
}
