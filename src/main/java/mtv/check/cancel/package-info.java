/** Compares what a cancellation leaves with what it must leave. */
package mtv.check.cancel;
