package io.muster.local.addition;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.AnswerXml;
import io.muster.local.front.Call;
import io.muster.local.front.ErrorAnswers;
import io.muster.local.front.Form;
import io.muster.local.front.Question;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * moto pages DescribeInstances only (by reservation), and answers every other listing in one piece,
 * whatever page size was asked for. Here a listing comes in pages as AWS's do, and a page size that
 * AWS refuses is refused.
 */
final class Pages implements Addition {

    private static final Pattern TOKEN = Pattern.compile("muster-page-from-(\\d{1,9})");

    /** By action. The bounds are those of the API references. */
    private static final Map<String, Listing> LISTINGS =
            Map.of(
                    "ec2:GetManagedPrefixListEntries", Listing.ec2("entrySet", 1, 100),
                    "ec2:DescribeVolumes", Listing.ec2("volumeSet", 5, 1_000),
                    "ec2:DescribeSnapshots", Listing.ec2("snapshotSet", 5, 1_000),
                    "ec2:DescribeImages", Listing.ec2("imagesSet", 1, 1_000),
                    "ec2:DescribeSecurityGroups", Listing.ec2("securityGroupInfo", 5, 1_000),
                    "ec2:DescribeInstanceStatus", Listing.ec2("instanceStatusSet", 5, 1_000),
                    "ec2:DescribeInstanceTypes", Listing.always("instanceTypeSet", 5, 100),
                    "ec2:DescribeInstanceTypeOfferings",
                            Listing.always("instanceTypeOfferingSet", 5, 1_000),
                    "autoscaling:DescribePolicies", Listing.query("ScalingPolicies", 50, 100),
                    "cloudwatch:DescribeAlarms", Listing.query("MetricAlarms", 50, 100));

    @Override
    public boolean concerns(Call call) {
        return LISTINGS.containsKey(call.action());
    }

    @Override
    public Answer answer(Question question, Asked next) throws IOException {
        Listing listing = LISTINGS.get(question.call().action());
        if (listing == null) {
            return next.ask(question);
        }
        Form form = question.form();
        String asked = form.get(listing.sizeField());
        String token = form.get("NextToken");
        Optional<Integer> from = from(token);
        if (from.isEmpty()) {
            return ErrorAnswers.error(
                    question.call(),
                    400,
                    "InvalidNextToken",
                    "The token is not one of this service");
        }
        Optional<Integer> size = listing.size(asked);
        if (size.isEmpty()) {
            return ErrorAnswers.error(
                    question.call(),
                    400,
                    listing.badSize(),
                    "The page size is outside %d to %d".formatted(listing.least(), listing.most()));
        }
        List<String> paging = List.of(listing.sizeField(), "NextToken");
        Answer answer = next.ask(question.with(form.without(paging::contains)));
        return answer.successful() ? page(answer, listing, from.get(), size.get()) : answer;
    }

    private static Answer page(Answer answer, Listing listing, int from, int size)
            throws IOException {
        AnswerXml xml = AnswerXml.of(answer);
        List<Element> items = listing.items(xml);
        for (int index = 0; index < items.size(); index++) {
            if (index < from || index - from >= size) {
                Element item = items.get(index);
                item.getParentNode().removeChild(item);
            }
        }
        if (items.size() - from > size) {
            AnswerXml.set(
                    listing.tokenParent(xml),
                    listing.tokenElement(),
                    "muster-page-from-" + (from + size));
        }
        return xml.toAnswer();
    }

    /** Where the page begins; empty for a token that was never given out. */
    private static Optional<Integer> from(@Nullable String token) {
        if (token == null) {
            return Optional.of(0);
        }
        var matcher = TOKEN.matcher(token);
        return matcher.matches()
                ? Optional.of(Integer.valueOf(matcher.group(1)))
                : Optional.empty();
    }

    /**
     * How an operation pages.
     *
     * @param set the element that holds the items
     * @param unasked the page size where the request gives none
     */
    private record Listing(boolean ec2, String set, int least, int most, int unasked) {

        static Listing ec2(String set, int least, int most) {
            return new Listing(true, set, least, most, Integer.MAX_VALUE);
        }

        /** An EC2 operation that pages without being asked to. */
        static Listing always(String set, int least, int most) {
            return new Listing(true, set, least, most, most);
        }

        static Listing query(String set, int unasked, int most) {
            return new Listing(false, set, 1, most, unasked);
        }

        String sizeField() {
            return ec2 ? "MaxResults" : "MaxRecords";
        }

        String tokenElement() {
            return ec2 ? "nextToken" : "NextToken";
        }

        String badSize() {
            return ec2 ? "InvalidParameterValue" : "ValidationError";
        }

        Optional<Integer> size(@Nullable String asked) {
            if (asked == null) {
                return Optional.of(unasked);
            }
            try {
                int size = Integer.parseInt(asked);
                return size >= least && size <= most ? Optional.of(size) : Optional.empty();
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
        }

        List<Element> items(AnswerXml xml) {
            if (ec2) {
                return xml.all(set, "item");
            }
            return AnswerXml.items(tokenParent(xml), set, "member");
        }

        /** EC2 puts the token below the root, the query services below the result. */
        Element tokenParent(AnswerXml xml) {
            if (ec2) {
                return xml.root();
            }
            String result = xml.root().getTagName().replaceFirst("Response$", "Result");
            return AnswerXml.made(xml.root(), result);
        }
    }
}
