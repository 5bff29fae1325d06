/** Compares precopies and cutover of a warm migration with what was set. */
package mtv.check.warm;
