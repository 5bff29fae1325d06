/** MTV's controller of Conversions: each becomes a pod, whose end is the Conversion's. */
package mtv.sandbox.forklift.conversion;
