/**
 * Where settings become a cluster: the session with OpenShift, its clock and its address. Every operation on a cluster
 * starts from a {@link mtv.cluster.Cluster}; whether a real OpenShift or the sandbox answers is decided in
 * {@link mtv.cluster.ClusterTarget} and known nowhere else.
 */
package mtv.cluster;
