/** The sandbox's time. Every simulator waits on it and no other clock. */
package mtv.sandbox.clock;
