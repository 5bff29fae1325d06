package mtv.settings;

import mtv.settings.input.Secret;

import java.util.Locale;
import java.util.Optional;

/**
 * How to reach and enter the API of one OpenShift: as a user with a password, or with a token.
 *
 * @param host API URL; empty only before the sandbox has answered
 * @param token only for a remote cluster; then there is neither username nor password
 * @param caFile what to verify its certificate with, when it is verified
 */
public record ClusterCredentials(
        Role role,
        Optional<String> host,
        Optional<String> username,
        Optional<Secret> password,
        Optional<Secret> token,
        boolean insecureSkipVerify,
        Optional<CaFile> caFile) {

    /** The part that a cluster plays in a run; each has settings of its own. */
    public enum Role {
        /** MTV runs there. */
        HUB("cluster_", "insecure_verify_skip"),
        /** The VMs go there, and MTV need not be installed. */
        REMOTE("remote_cluster_", "remote_insecure_skip_verify");

        private final String prefix;
        private final String skipVerifyKey;

        Role(String prefix, String skipVerifyKey) {
            this.prefix = prefix;
            this.skipVerifyKey = skipVerifyKey;
        }

        /** For ledgers, file names and people: {@code hub} or {@code remote}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The setting to correct, such as {@code remote_cluster_host} for {@code host}. */
        public String key(String part) {
            return prefix + part;
        }

        /** The setting that makes a certificate go unverified. */
        public String skipVerifyKey() {
            return skipVerifyKey;
        }
    }
}
