/** Migrations to an OpenShift named by its API url. */
package mtv.suites.remote;
