/**
 * MTV in the sandbox, as it was in development between releases 2.12.5 and 2.13: its version is 2.13.0, claims are
 * named by that version's default template, and the precopy interval must be an integer. It consists of the operator
 * and the controllers of Providers, Hosts, maps, Hooks, Plans, Migrations and Conversions. They access clusters only
 * through the Kubernetes API, the destination through its Provider's connection, and sources as
 * {@link mtv.sandbox.sources.SourcePlatform}. Machines and volumes are run by other parts of the sandbox.
 */
package mtv.sandbox.forklift;
