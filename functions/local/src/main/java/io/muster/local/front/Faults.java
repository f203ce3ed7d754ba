package io.muster.local.front;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The faults in force, each with the number of calls that it has seen. */
final class Faults {

    private final Map<Fault, Integer> seen = new LinkedHashMap<>();

    synchronized void add(Fault fault) {
        seen.put(fault, 0);
    }

    synchronized void clear() {
        seen.clear();
    }

    /** How many of them a call has met. */
    synchronized long met() {
        return seen.entrySet().stream()
                .filter(
                        entry ->
                                switch (entry.getKey().when()) {
                                    case Fault.When.Every every -> entry.getValue() > 0;
                                    case Fault.When.Nth nth -> entry.getValue() >= nth.number();
                                })
                .count();
    }

    /** How this call is to fail, where it is; counts it for every fault that it concerns. */
    synchronized Optional<Fault.Kind> of(Call call) {
        Optional<Fault.Kind> first = Optional.empty();
        for (Map.Entry<Fault, Integer> entry : seen.entrySet()) {
            Fault fault = entry.getKey();
            if (!fault.concerns(call)) {
                continue;
            }
            int number = entry.getValue() + 1;
            entry.setValue(number);
            boolean fails =
                    switch (fault.when()) {
                        case Fault.When.Every every -> true;
                        case Fault.When.Nth nth -> nth.number() == number;
                    };
            if (fails && first.isEmpty()) {
                first = Optional.of(fault.kind());
            }
        }
        return first;
    }
}
