/**
 * Objects as the API server keeps them: kinds, schemas, defaults, patches, field managers, admission, and every write.
 *
 * <p>Notation: the columns that kubectl shows are JSONPath, as Kubernetes declares those of custom resources. Those of
 * the built-in kinds are texts with such paths in holes, because an API server computes them in code of a few lines for
 * each kind, which would not stand beside the kind in {@code kinds.json}.
 */
package mtv.sandbox.apiserver.object;
