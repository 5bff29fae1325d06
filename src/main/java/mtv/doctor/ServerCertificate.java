package mtv.doctor;

import io.fabric8.kubernetes.client.internal.SSLUtils;
import mtv.settings.CaFile;
import mtv.settings.Proxies;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The certificate that a server shows, read without trusting it, to say why nobody else does. */
final class ServerCertificate {

    private static final int MILLIS = 5_000;
    private static final int HTTPS = 443;

    private final String host;
    private final X509Certificate[] chain;
    private final Optional<CaFile> authorities;

    private ServerCertificate(String host, X509Certificate[] chain, Optional<CaFile> authorities) {
        this.host = host;
        this.chain = chain;
        this.authorities = authorities;
    }

    /**
     * One connection, over which nothing is sent.
     *
     * @param authorities who may have signed it; empty for those of the JDK
     * @return empty when the server shows none, or only a proxy leads to it; also for a name with an underscore, which
     *     {@link URI} takes for no host
     */
    static Optional<ServerCertificate> of(URI server, Optional<CaFile> authorities) {
        if (server.getHost() == null || Proxies.ofThisProcess().forUri(server).isPresent()) {
            return Optional.empty();
        }
        int port = server.getPort() < 0 ? HTTPS : server.getPort();
        try (Socket tcp = new Socket()) {
            tcp.connect(new InetSocketAddress(server.getHost(), port), MILLIS);
            tcp.setSoTimeout(MILLIS);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, SSLUtils.trustManagers(null, null, true, null, null), null);
            try (SSLSocket socket =
                    (SSLSocket) tls.getSocketFactory().createSocket(tcp, server.getHost(), port, true)) {
                socket.startHandshake();
                List<X509Certificate> shown = new ArrayList<>();
                for (Certificate certificate : socket.getSession().getPeerCertificates()) {
                    if (certificate instanceof X509Certificate x509) {
                        shown.add(x509);
                    }
                }
                return shown.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ServerCertificate(
                                server.getHost(), shown.toArray(X509Certificate[]::new), authorities));
            }
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Whose certificate it is, and what is wrong with it; empty when nothing is. */
    Optional<String> refusal() {
        List<String> wrong = new ArrayList<>();
        Instant end = chain[0].getNotAfter().toInstant();
        if (end.isBefore(Instant.now())) {
            wrong.add("it ended at " + end);
        }
        if (chain[0].getNotBefore().toInstant().isAfter(Instant.now())) {
            wrong.add("it begins at " + chain[0].getNotBefore().toInstant());
        }
        if (!names().isEmpty() && names().stream().noneMatch(this::isHost)) {
            wrong.add("it is for " + String.join(", ", names()) + ", and not for " + host);
        }
        if (wrong.isEmpty() && !isSignedByTheTrusted()) {
            wrong.add(authorities
                    .map(file -> "none of the certificates in " + file.file() + " has signed it")
                    .orElse("no authority that this JDK knows has signed it"));
        }
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of("it shows the certificate of " + chain[0].getSubjectX500Principal() + ", signed by "
                        + chain[0].getIssuerX500Principal() + ": " + String.join("; ", wrong));
    }

    private List<String> names() {
        try {
            Collection<List<?>> all = chain[0].getSubjectAlternativeNames();
            return all == null
                    ? List.of()
                    : all.stream().map(name -> String.valueOf(name.get(1))).toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** A star stands for the first label. */
    private boolean isHost(String name) {
        String wanted = host.toLowerCase(Locale.ROOT);
        String given = name.toLowerCase(Locale.ROOT);
        return given.equals(wanted)
                || given.startsWith("*.")
                        && wanted.indexOf('.') > 0
                        && given.substring(1).equals(wanted.substring(wanted.indexOf('.')));
    }

    private boolean isSignedByTheTrusted() {
        try {
            for (TrustManager manager :
                    SSLUtils.trustManagers(authorities.map(CaFile::base64).orElse(null), null, false, null, null)) {
                if (manager instanceof X509TrustManager x509) {
                    x509.checkServerTrusted(chain, "UNKNOWN");
                }
            }
            return true;
        } catch (CertificateException e) {
            return false;
        } catch (GeneralSecurityException | IOException e) {
            return true; // it cannot be decided, so nothing is said of it
        }
    }
}
