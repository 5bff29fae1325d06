/**
 * OpenShift, KubeVirt, CDI and MTV simulated in this JVM behind real HTTPS, with a vSphere to migrate from.
 *
 * <p>{@code store} and {@code api} are the API machinery; {@code virt}, {@code vsphere}, {@code inventory} and
 * {@code mtv} are the simulators, which change cluster objects only through that API, as the real controllers do.
 * {@link mtv.sandbox.Sandbox} puts them together. Nothing here knows the suite.
 */
package mtv.sandbox;
