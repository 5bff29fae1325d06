/** MTV's controller of Conversions: each becomes a pod, and the end of the pod is the end of the Conversion. */
package mtv.sandbox.forklift.conversion;
