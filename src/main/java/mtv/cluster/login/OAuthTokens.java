package mtv.cluster.login;

import io.fabric8.kubernetes.client.http.HttpClient;
import mtv.settings.value.Secret;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The tokens of OpenShift's OAuth as objects of the API, of which everybody may delete his own. */
public final class OAuthTokens {

    public static final String PATH = "/apis/oauth.openshift.io/v1/useroauthaccesstokens/";

    private static final Logger LOG = LogManager.getLogger();
    private static final String PREFIX = "sha256~";
    private static final int SECONDS = 10;

    private OAuthTokens() {}

    /** The name of a token's object: its digest, since the token itself is known to nobody but its owner. */
    static String name(Secret token) {
        String text = token.reveal();
        String bare = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bare.getBytes(StandardCharsets.UTF_8));
            return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Revokes them one after the other. What cannot be revoked ends by itself, so that is no failure.
     *
     * @param http sends the last of them
     */
    public static void revoke(HttpClient http, URI api, List<Secret> tokens) {
        for (Secret token : tokens) {
            try {
                int code = http.sendAsync(
                                http.newHttpRequestBuilder()
                                        .uri(api.resolve(PATH + name(token)))
                                        .method("DELETE", "application/json", "{}")
                                        .build(),
                                String.class)
                        .get(SECONDS, TimeUnit.SECONDS)
                        .code();
                LOG.debug("The session's token is revoked: {}", code);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                LOG.debug("The session's token is not revoked, and ends by itself", e);
            }
        }
    }
}
