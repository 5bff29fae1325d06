/** Migrations to the OpenShift that MTV itself runs on. */
package mtv.suites.local;
