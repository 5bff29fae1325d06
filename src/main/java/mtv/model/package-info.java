/**
 * The MTV custom resources as Java records: what the suite sends and reads, and what the sandbox's CRDs are generated
 * from. Field names are the product's. No behaviour beyond reading conditions belongs here.
 */
package mtv.model;
