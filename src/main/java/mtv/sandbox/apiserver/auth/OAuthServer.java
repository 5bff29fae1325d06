package mtv.sandbox.apiserver.auth;

import io.netty.handler.codec.http.QueryStringDecoder;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.apiserver.request.Caller;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.http.Request;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** OpenShift's OAuth server, and the tokens that came out of it. */
public final class OAuthServer {

    /** The path below which each user finds his own tokens. */
    public static final String OWN_TOKENS = "/apis/oauth.openshift.io/v1/useroauthaccesstokens/";

    private static final String SECONDS = "86400";

    private final Map<String, String> passwords;
    private final Tokens tokens;
    private final Map<String, String> codes = new ConcurrentHashMap<>();

    /** @param passwords by user */
    public OAuthServer(Map<String, String> passwords, Clock clock) {
        this.passwords = passwords;
        this.tokens = new Tokens(clock);
    }

    public Tokens tokens() {
        return tokens;
    }

    /** Who sends this; a token that is not known is refused, no token at all makes the sender anonymous. */
    public Caller caller(String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return Caller.ANONYMOUS;
        }
        return tokens.callerOf(authorization.substring("Bearer ".length()).strip())
                .orElseThrow(ApiError::unauthorized);
    }

    public HttpAnswer metadata(ApiRequest request) {
        String oauth = request.origin() + "/oauth/";
        return HttpAnswer.ok(Json.object(
                "issuer", request.origin(),
                "authorization_endpoint", oauth + "authorize",
                "token_endpoint", oauth + "token",
                "scopes_supported", List.of("user:full", "user:info"),
                "response_types_supported", List.of("code", "token"),
                "grant_types_supported", List.of("authorization_code", "implicit"),
                "code_challenge_methods_supported", List.of("plain", "S256")));
    }

    /** A right password is answered by a redirection that carries the token, or a code to fetch it with. */
    public HttpAnswer authorize(ApiRequest request) {
        Map<String, String> basic = Request.basic(request.header("Authorization"));
        String user = basic.getOrDefault("user", "");
        if (user.isEmpty() || !basic.get("password").equals(passwords.get(user))) {
            return ApiError.unauthorized().answer().with("WWW-Authenticate", "Basic realm=\"openshift\"");
        }
        String implicit = request.origin() + "/oauth/token/implicit";
        if ("code".equals(request.param("response_type"))) {
            String code = tokens.issue(user);
            tokens.revoke(code);
            codes.put(code, user);
            return HttpAnswer.text(302, "")
                    .with("Location", implicit + "?code=" + code + "&state=" + request.param("state"));
        }
        String granted = "#access_token=%s&expires_in=%s&scope=user%%3Afull&token_type=Bearer";
        return HttpAnswer.text(302, "").with("Location", implicit + granted.formatted(tokens.issue(user), SECONDS));
    }

    /** A code is good for one token. */
    public HttpAnswer token(ApiRequest request) {
        String user = codes.remove(code(request.body().toString(StandardCharsets.UTF_8)));
        if (user == null) {
            return HttpAnswer.of(400, Json.object("error", "invalid_grant"));
        }
        return HttpAnswer.ok(Json.object(
                "access_token",
                tokens.issue(user),
                "token_type",
                "Bearer",
                "expires_in",
                Integer.parseInt(SECONDS),
                "scope",
                "user:full"));
    }

    /** {@code GET} and {@code DELETE} of one of the caller's own tokens, which is called by its digest. */
    public HttpAnswer ownToken(ApiRequest request) {
        String name = request.path().substring(OWN_TOKENS.length());
        String token = tokens.named(request.user(), name).orElse(null);
        if (token == null) {
            return HttpAnswer.of(
                    404, Json.object("kind", "Status", "apiVersion", "v1", "code", 404, "reason", "NotFound"));
        }
        switch (request.method()) {
            case "GET" -> {}
            case "DELETE" -> tokens.revoke(token);
            default -> throw ApiError.methodNotAllowed();
        }
        return HttpAnswer.ok(Json.object(
                "kind",
                "UserOAuthAccessToken",
                "apiVersion",
                "oauth.openshift.io/v1",
                "metadata",
                Map.of("name", name),
                "userName",
                request.user()));
    }

    private static String code(String form) {
        try {
            return new QueryStringDecoder(form, false)
                    .parameters()
                    .getOrDefault("code", List.of(""))
                    .get(0);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
