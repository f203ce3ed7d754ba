package io.muster.local.front;

import io.muster.readiness.text.ExplainedException;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.net.InetSocketAddress;

/** No port of the loopback interface could be listened on. */
public final class NoPortException extends ExplainedException {

    private static final long serialVersionUID = 1L;

    NoPortException(InetSocketAddress place, IOException cannot) {
        super(
                Message.of("screen.no-port")
                        .with("place", place(place))
                        .with("why", String.valueOf(cannot.getMessage())),
                Message.of("screen.no-port-next"),
                cannot);
    }

    private static String place(InetSocketAddress place) {
        String host = place.getAddress().getHostAddress();
        return place.getPort() == 0 ? host : host + ":" + place.getPort();
    }
}
