/**
 * MTV's custom resources as Java records, with the product's own names of fields. The suite and the sandbox share them.
 * The same package holds how a failure of the Kubernetes client is put into words, which is needed wherever the objects
 * are; the one below, how they are read and written.
 */
package mtv.model;
