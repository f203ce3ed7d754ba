package io.muster.local.front;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on a free port of the loopback interface, each request in a thread of its own. */
public final class LoopbackServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Starts to listen.
     *
     * @param path below which it answers; all else is not found
     * @throws NoPortException when no port of the loopback interface can be had
     */
    public LoopbackServer(String path, HttpHandler handler) {
        this(path, handler, 0);
    }

    /**
     * The same on a port.
     *
     * @param port 0 for any that is free
     */
    LoopbackServer(String path, HttpHandler handler, int port) {
        InetSocketAddress place = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            this.server = HttpServer.create(place, 0);
        } catch (IOException cannot) {
            threads.shutdownNow();
            throw new NoPortException(place, cannot);
        }
        server.setExecutor(threads);
        server.createContext(path, handler);
        server.start();
    }

    /** Host and port, such as {@code 127.0.0.1:40123}. */
    public String address() {
        return server.getAddress().getAddress().getHostAddress()
                + ":"
                + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
