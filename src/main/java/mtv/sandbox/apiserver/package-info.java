/**
 * The API server of an OpenShift cluster as its clients see it: HTTPS, login, discovery, reading, writing and watching
 * of objects. What the objects mean to a controller does not belong here.
 */
package mtv.sandbox.apiserver;
