package mtv.sandbox.http;

import io.vertx.core.Handler;
import io.vertx.core.http.ServerWebSocket;

/** An {@link Answer}'s body to a request for a WebSocket. @param then takes it when it is open */
public record Upgrade(Handler<ServerWebSocket> then) {}
