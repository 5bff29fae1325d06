/** Where the token of a session comes from, and what becomes of it. */
package mtv.cluster.login;
