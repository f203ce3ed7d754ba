package io.muster.local.organization;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.local.front.Answer;
import io.muster.local.front.Call;
import io.muster.local.front.Simulation;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The active accounts of an organisation, in pages as AWS makes them, and the role in each, which
 * may be assumed.
 *
 * @param number how many there are
 */
public record MemberAccounts(int number, Clock clock) implements Simulation {

    private static final Set<String> ACTIONS =
            Set.of("organizations:ListAccounts", "sts:AssumeRole");

    /** AWS gives no more. */
    private static final int PAGE = 20;

    /** The id of an account, from 0. */
    public static String id(int account) {
        return "4%011d".formatted(account);
    }

    @Override
    public boolean concerns(Call call) {
        return ACTIONS.contains(call.action());
    }

    @Override
    public Answer answer(Call call, byte[] body) throws IOException {
        return call.operation().equals("AssumeRole") ? credentials() : accounts(body);
    }

    private Answer accounts(byte[] body) throws IOException {
        Map<String, Object> request = body.length == 0 ? Map.of() : JSON.std.mapFrom(body);
        int from = request.get("NextToken") instanceof String token ? Integer.parseInt(token) : 0;
        int to = Math.min(number, from + PAGE);
        Map<String, Object> answer = new LinkedHashMap<>();
        List<Map<String, String>> accounts =
                IntStream.range(from, to)
                        .mapToObj(account -> Map.of("Id", id(account), "State", "ACTIVE"))
                        .toList();
        answer.put("Accounts", accounts);
        if (to < number) {
            answer.put("NextToken", Integer.toString(to));
        }
        return Answer.ofJson(answer);
    }

    private Answer credentials() {
        return Answer.ofXml(
                200,
                """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\
                <AssumeRoleResult><Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId>\
                <SecretAccessKey>test</SecretAccessKey><SessionToken>test</SessionToken>\
                <Expiration>%s</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"""
                        .formatted(clock.instant().plus(Duration.ofHours(1))));
    }
}
