package mtv.sandbox.http;

import mtv.sandbox.tls.Certificate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A client that trusts one certificate and nothing else. */
public final class Https {

    private final HttpClient client;

    public Https(Certificate certificate) {
        client = HttpClient.newBuilder().sslContext(Trust.in(certificate.pem())).build();
    }

    public HttpResponse<String> call(String method, URI uri, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(method + " " + uri, e);
        }
    }
}
