/** Logins, tokens, and what a caller may do. */
package mtv.sandbox.apiserver.auth;
