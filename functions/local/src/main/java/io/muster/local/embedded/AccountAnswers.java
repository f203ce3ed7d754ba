package io.muster.local.embedded;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.local.front.Answer;
import io.muster.local.front.Call;
import io.muster.local.front.ErrorAnswers;
import io.muster.local.front.Simulation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who calls, and what Systems Manager keeps: no document that a client has deployed, and none of
 * the public parameters, as in a region where Amazon publishes no image.
 */
final class AccountAnswers implements Simulation {

    private static final Set<String> ACTIONS =
            Set.of(
                    "sts:GetCallerIdentity",
                    "ssm:DescribeDocument",
                    "ssm:GetDocument",
                    "ssm:GetParameters");

    @Override
    public boolean concerns(Call call) {
        return ACTIONS.contains(call.action());
    }

    @Override
    public Answer answer(Call call, byte[] body) throws IOException {
        return switch (call.action()) {
            case "sts:GetCallerIdentity" ->
                    Answer.ofXml(
                            200,
                            """
                            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\
                            <GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/demo</Arn>\
                            <UserId>AKIAIOSFODNN7EXAMPLE</UserId><Account>123456789012</Account>\
                            </GetCallerIdentityResult></GetCallerIdentityResponse>""");
            case "ssm:GetParameters" ->
                    Answer.ofJson(
                            Map.of(
                                    "Parameters",
                                    List.of(),
                                    "InvalidParameters",
                                    JSON.std.mapFrom(body).getOrDefault("Names", List.of())));
            default ->
                    ErrorAnswers.error(call, 400, "InvalidDocument", "The document does not exist");
        };
    }
}
