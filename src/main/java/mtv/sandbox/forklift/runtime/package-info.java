/**
 * What all of MTV's controllers share: caches of objects that include their own writes, conditions, and connections to
 * the clusters of Providers. Nothing here depends on migrations.
 */
package mtv.sandbox.forklift.runtime;
