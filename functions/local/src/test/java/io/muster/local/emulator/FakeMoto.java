package io.muster.local.emulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Takes moto's arguments and answers every request with 200, until it is ended. */
final class FakeMoto {

    private FakeMoto() {}

    public static void main(String[] arguments) throws IOException {
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(arguments[1], Integer.parseInt(arguments[3])), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }
}
