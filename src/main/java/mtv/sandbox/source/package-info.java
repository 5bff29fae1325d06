/**
 * What a source platform is to MTV, whatever its type: virtual machines with disks, NICs, snapshots and power, and the
 * calls that MTV makes to change them. Nothing here speaks a protocol.
 */
package mtv.sandbox.source;
