package mtv.sandbox.api;

/** Decides after the login whether a user may do what was asked for. */
@FunctionalInterface
public interface Authorizer {

    /** @param resource such as {@code plans.forklift.konveyor.io/status} */
    boolean allows(String user, String verb, String resource, String namespace);

    /** Everybody who is logged in may do everything. */
    static Authorizer allowAuthenticated() {
        return (user, verb, resource, namespace) -> !Login.ANONYMOUS.equals(user);
    }
}
