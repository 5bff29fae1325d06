/**
 * What MTV's image of must-gather does in its pod: it reads the cluster with the rights of its account, and leaves
 * files. When its pod runs, and how the files are had, is not here.
 */
package mtv.sandbox.kubevirt.gather;
