/** Compares what a guest says of itself, by its agent or after a login. */
package mtv.check.guest;
