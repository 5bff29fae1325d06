/**
 * How Kubernetes objects, and MTV's above all, are read and written: with fields that nobody knows, and values that the
 * model cannot hold. The events of large Plans are read by what has changed in them.
 */
package mtv.model.serialization;
