/**
 * The two notations that the sandbox's data files share. A {@link mtv.sandbox.json.JsonSelector} is a JSON Pointer that
 * can select by value, for files that change or look at objects of any shape; code for each place would be a class per
 * row. A {@link mtv.sandbox.json.Template} is JSON with holes, for objects of some hundred fields; as code, builders
 * would hide their form. Other paths are those that Kubernetes itself has, in its own places: JSONPath of printer
 * columns, {@code f:} and {@code k:} of managed fields.
 */
package mtv.sandbox.json;
