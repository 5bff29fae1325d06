package mtv.cluster;

import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.web.client.WebClientOptions;

import javax.net.ssl.TrustManager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * TLS in native code for the suite's clients: of a JVM that compiles no more than it must, AES in Java would take half
 * of the processor. Who is trusted, the same trust managers of the JDK decide. The JDK's own TLS stays where the native
 * library cannot be loaded, as on a processor or system that it is not built for, or where no directory for temporary
 * files lets it be executed; where the machine is set to FIPS 140, for which the library is not certified; and for a
 * client certificate, whose key may not be one that can leave the JDK.
 */
final class NativeTls {

    private static final Path FIPS = Path.of("/proc/sys/crypto/fips_enabled");

    private NativeTls() {}

    static boolean isAvailable() {
        return OpenSSLEngineOptions.isAvailable() && !isFips();
    }

    private static boolean isFips() {
        try {
            return Files.isReadable(FIPS) && Files.readString(FIPS).strip().equals("1");
        } catch (IOException e) {
            return false;
        }
    }

    /** Has connections made by it. @param trust the one that judges servers */
    static void use(WebClientOptions options, TrustManager trust) {
        options.setSslEngineOptions(new OpenSSLEngineOptions()).setTrustOptions(TrustOptions.wrap(trust));
    }
}
