package io.muster.handlers;

import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.LoopbackProxy.Call;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * EC2 and its neighbours in an account that has nothing: to any question of the query protocols, an
 * answer without elements, which is what an empty list looks like in XML.
 */
final class EmptyControlPlane {

    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([A-Za-z]+)");

    private EmptyControlPlane() {}

    static Answer answer(Call call) {
        Matcher action = ACTION.matcher(call.body());
        if (!action.find()) {
            return new Answer(200, "application/x-amz-json-1.0", "{}");
        }
        String name = action.group(1);
        return new Answer(
                200,
                "text/xml",
                "<%1$sResponse><%1$sResult>%2$s</%1$sResult><requestId>r</requestId></%1$sResponse>"
                        .formatted(name, name.equals("GetCallerIdentity") ? IDENTITY : ""));
    }

    private static final String IDENTITY =
            "<UserId>u</UserId><Account>210987654321</Account>"
                    + "<Arn>arn:aws:iam::210987654321:user/u</Arn>";
}
