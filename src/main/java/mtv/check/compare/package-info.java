/**
 * What a check is made of: the facts that it is given, the expectations that it holds them against, the pairs of disks
 * and NICs that belong together, and the findings that it records.
 */
package mtv.check.compare;
