/**
 * JSON over HTTPS to servers that are no Kubernetes API: MTV's inventory and the sources' own APIs. A session is one
 * for all threads, and every refusal becomes a sentence.
 */
package mtv.provider.http;
