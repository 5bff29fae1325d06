/**
 * Objects as the API server keeps them: kinds, schemas, defaults, patches, field managers, admission, and every write.
 */
package mtv.sandbox.apiserver.object;
