/** Certificates that the sandbox's servers show, and the file that clients verify them against. */
package mtv.sandbox.tls;
