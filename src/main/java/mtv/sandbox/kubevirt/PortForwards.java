package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.guest.Guest;
import mtv.sandbox.guest.Guests;
import mtv.sandbox.http.HttpAnswer;

/**
 * KubeVirt's way into a guest: a TCP stream in the binary frames of a WebSocket. The guest is dialled before the client
 * is answered, at the first address that the instance shows (inferred), so that a silent guest is an error of the API.
 */
final class PortForwards {

    private final NetClient dialler;
    private final Guests guests;
    private final DiskContents contents;

    PortForwards(Vertx vertx, Guests guests, DiskContents contents) {
        this.dialler = vertx.createNetClient();
        this.guests = guests;
        this.contents = contents;
    }

    /** @param vmi which runs */
    HttpAnswer open(ApiRequest request, GenericKubernetesResource vmi, int port) {
        if (!request.wantsSocket()) {
            throw new ApiError(400, "BadRequest", "a port-forward needs an upgrade to a WebSocket");
        }
        String address = VirtClient.text(vmi, "status", "interfaces", 0, "ipAddress");
        if (address.isEmpty() || port != Guests.SSH) {
            String why = address.isEmpty()
                    ? "it tells no address"
                    : "dial tcp " + address + ":" + port + ": connection refused";
            throw new ApiError(500, "InternalError", "Internal error occurred: dialing VM: " + why);
        }
        Guest guest = contents.guest(vmi);
        int end = guests.port();
        return HttpAnswer.ok(new HttpAnswer.Upgrade(client -> join(client, guest, end)));
    }

    private void join(ServerWebSocket client, Guest guest, int end) {
        client.pause();
        dialler.connect(end, Guests.HOST)
                .onSuccess(socket -> join(client, guest, socket))
                .onFailure(unreachable -> client.close());
    }

    private void join(ServerWebSocket client, Guest guest, NetSocket socket) {
        int own = socket.localAddress().port();
        guests.visit(own, guest);
        socket.closeHandler(gone -> guests.leave(own));
        client.pipeTo(socket);
        socket.pipeTo(client);
    }
}
