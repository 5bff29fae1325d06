/** Proves that the roles of {@code config/rbac} are what a run needs: no less, and no more. */
package mtv.acceptance.rights;
