package mtv.settings;

import mtv.settings.value.Secret;

import java.nio.file.Path;

/** How somebody logs in to the API of an OpenShift. */
public sealed interface Login {

    /** OpenShift's OAuth gives a token for it. */
    record Password(String username, Secret password) implements Login {}

    /** Of a user or a service account. */
    record Token(Secret token) implements Login {}

    /** A service account's token, which the kubelet replaces in its file before it ends. */
    record TokenFile(Path file) implements Login {}

    /**
     * A client certificate, which comes with no token.
     *
     * @param certificate in PEM
     * @param key in PEM, not encrypted
     */
    record Certificate(String certificate, Secret key) implements Login {}

    /**
     * Whatever the user of a context logs in with, as the client library reads it; an exec plugin too.
     *
     * @param kubeconfig the file, for messages and for paths in it
     * @param text what was in it
     */
    record Context(Path kubeconfig, String name, Secret text) implements Login {}
}
