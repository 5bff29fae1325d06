/** Compares what a cancellation, or another run of a Plan, leaves with what it must leave. */
package mtv.check.cancel;
