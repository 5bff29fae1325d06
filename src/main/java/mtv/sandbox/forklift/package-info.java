/**
 * MTV in the sandbox, as it was in development between releases 2.12.5 and 2.13: it says that it is 2.13.0, names
 * claims by the default template of then, and takes the precopy interval as an integer only. Here are the operator and
 * the controllers of Providers, Hosts, maps, Hooks, Plans and Migrations. They see clusters only through the Kubernetes
 * API, the destination through its Provider's connection, and the source as {@link mtv.sandbox.sources.SourcePlatform}.
 * Machines and volumes are run by others.
 */
package mtv.sandbox.forklift;
