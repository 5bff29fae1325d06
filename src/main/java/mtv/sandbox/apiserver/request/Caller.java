package mtv.sandbox.apiserver.request;

import java.util.List;

/**
 * Who asks, after the login.
 *
 * @param groups what permissions may also be bound to; Kubernetes derives those of a service account from its name
 */
public record Caller(String name, List<String> groups) {

    public static final Caller ANONYMOUS = new Caller("system:anonymous", List.of("system:unauthenticated"));

    /**
     * Of this group is who may do everything whatever the roles say, such as the holder of the cluster's certificate.
     */
    public static final String MASTERS = "system:masters";

    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";
    private static final String AUTHENTICATED = "system:authenticated";

    public Caller {
        groups = List.copyOf(groups);
    }

    /** A user, or a service account by its full name, with the groups that come with the login. */
    public static Caller of(String name) {
        return isServiceAccount(name)
                ? new Caller(
                        name,
                        List.of(
                                "system:serviceaccounts",
                                "system:serviceaccounts:" + name.split(":")[2],
                                AUTHENTICATED))
                : new Caller(name, List.of("system:authenticated:oauth", AUTHENTICATED));
    }

    public static String serviceAccount(String namespace, String name) {
        return SERVICE_ACCOUNT + namespace + ":" + name;
    }

    public static boolean isServiceAccount(String name) {
        return name.startsWith(SERVICE_ACCOUNT) && name.split(":").length == 4;
    }
}
