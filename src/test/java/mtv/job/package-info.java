/** What OpenShift would make of {@code config/openshift}, without OpenShift and without a container engine. */
package mtv.job;
