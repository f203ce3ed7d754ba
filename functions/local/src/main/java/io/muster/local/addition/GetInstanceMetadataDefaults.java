package io.muster.local.addition;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.Call;
import io.muster.local.front.Question;

/** moto lacks the operation. The account sets nothing, as one does that never set anything. */
final class GetInstanceMetadataDefaults implements Addition {

    @Override
    public boolean concerns(Call call) {
        return call.is("ec2", "GetInstanceMetadataDefaults");
    }

    @Override
    public Answer answer(Question question, Asked next) {
        return Answer.ofXml(
                200,
                """
                <GetInstanceMetadataDefaultsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">\
                <accountLevel/></GetInstanceMetadataDefaultsResponse>""");
    }
}
