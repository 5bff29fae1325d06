package mtv.sandbox.forklift.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.sandbox.forklift.runtime.ProviderSecrets;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SourcePlatform;
import mtv.sandbox.sources.SourceUrl;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certificates that servers show. Platforms of the sandbox are asked in memory, other servers on this machine by a
 * TLS connection.
 */
final class ProviderCertificates {

    private static final int TIMEOUT_MS = 2_000;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", Pattern.DOTALL);
    private static final TrustManager[] ANYBODY = {new Anybody()};

    private final Function<String, Optional<SourcePlatform>> sources;

    /** @param sources the platform at a Provider's URL */
    ProviderCertificates(Function<String, Optional<SourcePlatform>> sources) {
        this.sources = sources;
    }

    /** The SHA-1 thumbprint of the certificate shown at the URL; empty if no TLS connection can be opened. */
    Optional<String> at(SourceUrl url) {
        if (url.host().isEmpty() && url.path().isEmpty()) {
            return Optional.empty();
        }
        return known(url).or(() -> url.isLocal() ? dial(url.tlsAuthority()) : Optional.empty());
    }

    private Optional<String> known(SourceUrl url) {
        return Arrays.stream(PlatformType.values())
                .flatMap(type -> sources.apply(type.url(url.tlsAuthority())).stream())
                .filter(platform -> isReached(url, platform))
                .map(SourcePlatform::thumbprint)
                .findFirst();
    }

    private static boolean isReached(SourceUrl url, SourcePlatform platform) {
        if (platform.type() == PlatformType.HYPERV) {
            return platform.type().answers(url.tlsAuthority(), platform.url());
        }
        try {
            SourceUrl at = SourceUrl.parse(platform.url());
            return at.isSecure() && url.reaches(at);
        } catch (MalformedURLException e) {
            return false;
        }
    }

    private static Optional<String> dial(String authority) {
        int colon = authority.lastIndexOf(':');
        String host = authority.substring(0, colon).replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, Integer.parseInt(authority.substring(colon + 1))), TIMEOUT_MS);
            plain.setSoTimeout(TIMEOUT_MS);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, ANYBODY, new SecureRandom());
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, -1, true)) {
                socket.startHandshake();
                return Optional.of(thumbprint(socket.getSession().getPeerCertificates()[0]));
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The thumbprints of a Secret's CA certificates; none if there is no key for them, or no certificate in it. */
    static List<String> authorities(Secret secret) {
        Matcher blocks = PEM.matcher(ProviderSecrets.ca(secret).orElse(""));
        return blocks.results()
                .flatMap(block -> thumbprint(block.group()).stream())
                .toList();
    }

    private static Optional<String> thumbprint(String pem) {
        try {
            return Optional.of(thumbprint(CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static String thumbprint(Certificate certificate) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    }

    /** Accepts every certificate, which is only read and not trusted. */
    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // accepts everybody
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // accepts everybody
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
