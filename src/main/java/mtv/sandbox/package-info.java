/**
 * OpenShift, KubeVirt, CDI and MTV simulated in this JVM behind real HTTPS, with a vSphere to migrate from.
 *
 * <p>{@code store} and {@code apiserver} are the API machinery; {@code kubevirt}, {@code sources}, {@code inventory}
 * and {@code forklift} are the simulators, which change cluster objects only through that API, as the real controllers
 * do. {@link mtv.sandbox.Sandbox} puts them together. Nothing here knows the suite.
 *
 * <p>Notation: what kubectl is told and must print are, in the tests' {@code kubectl.txt}, lines as they stand in a
 * terminal, and no records, because they can be typed as they are, and its output is no data but text.
 */
package mtv.sandbox;
