package mtv.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.QueryStringDecoder;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** OpenShift's OAuth server, and the tokens that came out of it. */
final class Login {

    private static final String SECONDS = "86400";

    private final Map<String, String> passwords;
    private final Tokens tokens;
    private final Map<String, String> codes = new ConcurrentHashMap<>();

    Login(ApiServerConfig config) {
        this.passwords = config.users();
        this.tokens = new Tokens(config.clock());
    }

    Tokens tokens() {
        return tokens;
    }

    /** Who sends this; a token that is not known is refused, no token at all makes the sender anonymous. */
    Caller caller(String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return Caller.ANONYMOUS;
        }
        return tokens.callerOf(authorization.substring("Bearer ".length()).strip())
                .orElseThrow(ApiError::unauthorized);
    }

    ApiResponse metadata(ApiRequest request) {
        String oauth = request.origin() + "/oauth/";
        ObjectNode body = Json.object()
                .put("issuer", request.origin())
                .put("authorization_endpoint", oauth + "authorize")
                .put("token_endpoint", oauth + "token");
        body.putArray("scopes_supported").add("user:full").add("user:info");
        body.putArray("response_types_supported").add("code").add("token");
        body.putArray("grant_types_supported").add("authorization_code").add("implicit");
        body.putArray("code_challenge_methods_supported").add("plain").add("S256");
        return ApiResponse.ok(body);
    }

    /** A right password is answered by a redirection that carries the token, or a code to fetch it with. */
    ApiResponse authorize(ApiRequest request) {
        Optional<String> user = basicUser(request.header("Authorization"));
        if (user.isEmpty()) {
            return ApiResponse.of(ApiError.unauthorized()).with("WWW-Authenticate", "Basic realm=\"openshift\"");
        }
        String implicit = request.origin() + "/oauth/token/implicit";
        if ("code".equals(request.param("response_type"))) {
            String code = tokens.issue(user.get());
            tokens.revoke(code);
            codes.put(code, user.get());
            return ApiResponse.text(302, "")
                    .with("Location", implicit + "?code=" + code + "&state=" + request.param("state"));
        }
        String token = tokens.issue(user.get());
        return ApiResponse.text(302, "")
                .with(
                        "Location",
                        implicit + "#access_token=" + token + "&expires_in=" + SECONDS
                                + "&scope=user%3Afull&token_type=Bearer");
    }

    /** A code is good for one token. */
    ApiResponse token(ApiRequest request) {
        String user = codes.remove(code(request.body().toString(StandardCharsets.UTF_8)));
        if (user == null) {
            return ApiResponse.json(400, Json.object().put("error", "invalid_grant"));
        }
        return ApiResponse.ok(Json.object()
                .put("access_token", tokens.issue(user))
                .put("token_type", "Bearer")
                .put("expires_in", Integer.parseInt(SECONDS))
                .put("scope", "user:full"));
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

    private Optional<String> basicUser(String authorization) {
        if (!authorization.startsWith("Basic ")) {
            return Optional.empty();
        }
        byte[] decoded;
        try {
            decoded = Base64.getDecoder()
                    .decode(authorization.substring("Basic ".length()).strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
        return parts.length == 2 && parts[1].equals(passwords.get(parts[0])) ? Optional.of(parts[0]) : Optional.empty();
    }
}
