/**
 * MTV's custom resources as Java records, with the product's own names of fields. The suite and the sandbox share them.
 * The same package holds how these objects are read and written, and how a failure of the Kubernetes client is put into
 * words, because both depend on the objects and are needed wherever the objects are.
 */
package mtv.model;
