package mtv.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.guest.Guest;
import mtv.sandbox.guest.Guests;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The way to the guests on the sources: a SOCKS proxy on the loopback, as {@code ssh -D} is one, behind which each of
 * them is at the address that the inventory tells of it. Time stands still while somebody is in a guest.
 */
final class SourceGuests implements AutoCloseable {

    private static final byte VERSION = 5;
    private static final byte ADDRESS_OF_FOUR = 1;
    private static final int GREETING = 2;
    private static final int REQUEST = 10;
    private static final byte UNREACHABLE = 4;
    private static final byte REFUSED = 5;

    private final NetClient dialler;
    private final NetServer server;
    private final Guests guests;
    private final SandboxClock clock;
    private final List<SimPlatform> platforms;

    private SourceGuests(Vertx vertx, Guests guests, SandboxClock clock, List<SimPlatform> platforms) {
        this.dialler = vertx.createNetClient();
        this.server = vertx.createNetServer();
        this.guests = guests;
        this.clock = clock;
        this.platforms = platforms;
    }

    static SourceGuests start(Vertx vertx, Guests guests, SandboxClock clock, List<SimPlatform> platforms) {
        SourceGuests started = new SourceGuests(vertx, guests, clock, platforms);
        started.server
                .connectHandler(started::greet)
                .listen(0, Guests.HOST)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return started;
    }

    /** As the entry of a source provider names the proxy. */
    String proxy() {
        return Guests.HOST + ":" + server.actualPort();
    }

    private void greet(NetSocket visitor) {
        Buffer said = Buffer.buffer();
        visitor.handler(part -> {
            said.appendBuffer(part);
            if (said.length() >= GREETING && said.length() >= GREETING + said.getByte(1)) {
                visitor.handler(request -> open(visitor, request));
                visitor.write(Buffer.buffer(new byte[] {VERSION, 0}));
            }
        });
    }

    private void open(NetSocket visitor, Buffer request) {
        boolean understood = request.length() == REQUEST && request.getByte(3) == ADDRESS_OF_FOUR;
        String address = understood
                ? IntStream.range(4, 8)
                        .mapToObj(i -> String.valueOf(request.getUnsignedByte(i)))
                        .collect(Collectors.joining("."))
                : "";
        Optional<Guest> guest = guest(address);
        if (guest.isEmpty()) {
            answer(visitor, UNREACHABLE).onComplete(any -> visitor.close());
        } else if (request.getUnsignedShort(8) != Guests.SSH) {
            answer(visitor, REFUSED).onComplete(any -> visitor.close());
        } else {
            join(visitor, guest.get());
        }
    }

    private void join(NetSocket visitor, Guest guest) {
        SandboxClock.Hold visit = clock.hold();
        visitor.pause();
        visitor.handler(null);
        visitor.closeHandler(gone -> visit.close());
        dialler.connect(guests.port(), Guests.HOST)
                .onSuccess(socket -> {
                    int own = socket.localAddress().port();
                    guests.visit(own, guest);
                    socket.closeHandler(gone -> guests.leave(own));
                    answer(visitor, (byte) 0);
                    visitor.pipeTo(socket);
                    socket.pipeTo(visitor);
                })
                .onFailure(unreachable -> visitor.close());
    }

    private static Future<Void> answer(NetSocket visitor, byte code) {
        return visitor.write(Buffer.buffer(new byte[] {VERSION, code, 0, ADDRESS_OF_FOUR, 0, 0, 0, 0, 0, 0}));
    }

    /** Who runs at an address; of several the one that came last. A guest without tools is at none. */
    private Optional<Guest> guest(String address) {
        return platforms.stream()
                .flatMap(platform -> platform.vms().stream()
                        .filter(vm -> isAt(vm, address))
                        .map(vm -> new Guest(
                                vm.windows() ? Guests.WINDOWS_USER : Guests.LINUX_USER,
                                Map.of("hostname", vm.name()),
                                platform.files(vm.id()))))
                .reduce((earlier, later) -> later);
    }

    private static boolean isAt(SimVm vm, String address) {
        return vm.guestNetworks().stream().anyMatch(told -> told.ip().equals(address));
    }

    @Override
    public void close() {
        server.close();
        dialler.close();
    }
}
