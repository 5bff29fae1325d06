/**
 * MTV in the sandbox: the operator and the controllers of Providers, Hosts, maps, Hooks, Plans and Migrations. They see
 * clusters only through the Kubernetes API, the destination through its Provider's connection, and the source as
 * {@link mtv.sandbox.source.SourcePlatform}. Machines and volumes are run by others.
 */
package mtv.sandbox.mtv;
