/**
 * What the comparison notices and what it must overlook, measured on answers: a clean migration is collected once from
 * a sandbox, and its facts are then collected again and again from the same answers with one change each.
 */
package mtv.acceptance.mutation;
