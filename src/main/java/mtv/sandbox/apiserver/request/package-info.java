/** What a request to the API says, how an answer is refused, and who asks. */
package mtv.sandbox.apiserver.request;
