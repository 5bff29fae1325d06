/** What the API server says of the kinds that it serves. */
package mtv.sandbox.apiserver.discovery;
