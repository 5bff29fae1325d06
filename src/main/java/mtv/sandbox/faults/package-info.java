/**
 * Faults that can be switched on, as data. A fault is a row of {@code faults.json} or of a file of your own in the same
 * form. Rows are no Java, since people add faults to a sandbox that they cannot compile, and 250 classes would say
 * less:
 *
 * <pre>{@code
 * {"name": "nic-lost", "fact": 64, "where": "run", "says": "The migrated machine lacks its last NIC.",
 *  "when": {"on": "create virtualmachines", "by": ["mtv"]}, "in": "/spec/template/spec",
 *  "do": {"edit": [{"op": "remove", "path": "/domain/devices/interfaces/last"},
 *                  {"op": "remove", "path": "/networks/last"}]}}
 * }</pre>
 *
 * <ul>
 *   <li>{@code when} is described by {@link mtv.sandbox.faults.FaultTrigger}: operation, who, labels, content, phase,
 *       how often.
 *   <li>{@code do} is one {@link mtv.sandbox.faults.FaultAction} or a list of them: edits
 *       ({@link mtv.sandbox.faults.TreeEdit}, at places that a {@link mtv.sandbox.json.JsonSelector} finds), refusals,
 *       answers ({@link mtv.sandbox.faults.HttpFault}), and so on. An action may have its own {@code when}. {@code in}
 *       is where the paths of all edits begin.
 *   <li>{@code itself} instead of {@code do} says when MTV shows it by itself, so that nothing has to be armed.
 *   <li>{@code {"where", "when", "in", "do", "faults": [...]}} is a group: what its rows leave out is the group's.
 *   <li>{@code {"arm": ["nic-lost@web-*"]}} in a file switches faults on, its own or the sandbox's.
 *   <li>An edit of a status must give the same when it is made again, since controllers read what they wrote.
 * </ul>
 *
 * <p>Armed with a scope, as in {@code nic-lost@web-*}, a fault hits only some objects: the glob is held against an
 * object's name, with and without its namespace, the name of its Plan, and the source name, target name and id of its
 * VM; against an object, a namespace, the path or the user for requests. Any number may be armed side by side, in a
 * {@link mtv.sandbox.SandboxConfig}, or while the sandbox runs through {@code /sandbox/faults} on its API server.
 *
 * <p>Notation: what each fault shows is a table of text among the tests, {@code symptoms.txt}, and no list of records,
 * because four hundred lines of six cells are compared with each other column by column, and one that is added says
 * nothing but its cells.
 */
package mtv.sandbox.faults;
