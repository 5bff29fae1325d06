/**
 * What changes source platforms, one driver for each type that can be made to clone VMs; and HTTP to servers that are
 * no Kubernetes API.
 */
package mtv.provider.driver;
