/**
 * MTV's own must-gather of one Plan: which image it is, the pod that runs it, and its files, copied out and unpacked
 * with nothing secret in them. Whatever goes wrong here is told as evidence, and changes no verdict.
 */
package mtv.evidence.gather;
