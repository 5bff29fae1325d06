package mtv.settings;

import mtv.settings.value.Secret;
import mtv.settings.value.ServiceAccountName;

import java.util.Locale;
import java.util.Optional;

/**
 * Address and login of the API of one OpenShift.
 *
 * @param host API URL; empty only as long as the sandbox has not given its own
 * @param login likewise
 * @param caFile certificates to verify the API with
 * @param tokenAccount service account whose tokens MTV gets; empty where it gets the session's
 */
public record ClusterCredentials(
        Role role,
        Optional<String> host,
        Optional<Login> login,
        boolean insecureSkipVerify,
        Optional<CaFile> caFile,
        Optional<ServiceAccountName> tokenAccount) {

    /** Of a session whose token MTV gets. */
    public ClusterCredentials(
            Role role,
            Optional<String> host,
            Optional<Login> login,
            boolean insecureSkipVerify,
            Optional<CaFile> caFile) {
        this(role, host, login, insecureSkipVerify, caFile, Optional.empty());
    }

    /** The same where MTV gets tokens of that account. */
    public ClusterCredentials with(Optional<ServiceAccountName> account) {
        return new ClusterCredentials(role, host, login, insecureSkipVerify, caFile, account);
    }

    /** Of a login with a password. */
    public Optional<String> username() {
        return login.filter(Login.Password.class::isInstance)
                .map(Login.Password.class::cast)
                .map(Login.Password::username);
    }

    /** What must not be shown; empty where the client library reads it from a file. */
    public Optional<Secret> secret() {
        return login.flatMap(given -> Optional.ofNullable(
                given instanceof Login.Password user
                        ? user.password()
                        : given instanceof Login.Token only
                                ? only.token()
                                : given instanceof Login.Certificate pair ? pair.key() : null));
    }

    /** The part that a cluster plays in a run; each has settings of its own. */
    public enum Role {
        /** The cluster that MTV runs on. */
        HUB("cluster_", "insecure_verify_skip"),
        /** Another cluster that the VMs go to. MTV need not be installed on it. */
        REMOTE("remote_cluster_", "remote_insecure_skip_verify");

        private final String prefix;
        private final String skipVerifyKey;

        Role(String prefix, String skipVerifyKey) {
            this.prefix = prefix;
            this.skipVerifyKey = skipVerifyKey;
        }

        /** The name in ledgers, file names and messages: {@code hub} or {@code remote}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The name of a setting of this cluster, such as {@code remote_cluster_host} for {@code host}. */
        public String key(String part) {
            return prefix + part;
        }

        /** The name of the setting that turns off the verification of certificates. */
        public String skipVerifyKey() {
            return skipVerifyKey;
        }
    }
}
