/**
 * The guests of machines before and after a migration, as far as somebody who logs in sees them: one SSH server plays
 * them all. It knows nothing of Kubernetes; who leads a connection here says which guest is meant.
 */
package mtv.sandbox.guest;
