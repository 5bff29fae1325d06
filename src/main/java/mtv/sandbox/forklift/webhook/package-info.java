/** What forklift-api says to an object before it is written. */
package mtv.sandbox.forklift.webhook;
