/** MTV's webhooks, by which it validates and completes objects before they are stored. */
package mtv.sandbox.forklift.webhook;
