/**
 * OpenShift Virtualization on one cluster: KubeVirt's and CDI's controllers and webhooks, and the little of Kubernetes
 * below them that a migration leans on, binding volumes and running MTV's helper pods. They change objects only through
 * the API. What MTV itself does is not here.
 */
package mtv.sandbox.kubevirt;
