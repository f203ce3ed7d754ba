package io.muster.local.front;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Comes before all that answers a call, as tests do that make calls fail. */
@FunctionalInterface
public interface Interception {

    /**
     * Answers a call, or leaves it to the front.
     *
     * @param otherwise what the front would answer
     * @return whether the exchange is dealt with
     */
    boolean intercepts(Call call, HttpExchange exchange, Otherwise otherwise) throws IOException;

    /** An answer that is only made when it is asked for. */
    @FunctionalInterface
    interface Otherwise {
        Answer answer() throws IOException;
    }
}
