/** Runs that are stopped or killed, and what they leave. */
package mtv.acceptance.stops;
