/** Watches and their frames. */
package mtv.sandbox.apiserver.watch;
