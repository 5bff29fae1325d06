/**
 * What every controller of MTV stands on: a work queue, a view of the objects that includes one's own writes, staged
 * conditions, and the connection to a Provider's cluster. Nothing here knows what a migration is.
 */
package mtv.sandbox.forklift.runtime;
