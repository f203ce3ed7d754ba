package io.muster.cli.permissions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The kinds of resource and data that infra-terraform has, what Terraform calls to make, read,
 * change and delete one, and on which names.
 */
@SuppressWarnings("ImmutableEnumChecker") // its list is a copy
enum TerraformResource {
    AWS_CALLER_IDENTITY("sts", "*", "GetCallerIdentity"),
    AWS_CLOUDTRAIL(
            "cloudtrail",
            "arn:PARTITION:cloudtrail:*:*:trail/NAME*",
            "AddTags",
            "CreateTrail",
            "DeleteTrail",
            "GetEventSelectors",
            "GetInsightSelectors",
            "GetTrail",
            "GetTrailStatus",
            "ListTags",
            "PutEventSelectors",
            "RemoveTags",
            "StartLogging",
            "StopLogging",
            "UpdateTrail"),
    /** IAM allows its lists of all trails or of none. */
    AWS_CLOUDTRAILS_LISTED("cloudtrail", "*", "DescribeTrails"),
    AWS_CLOUDWATCH_DASHBOARD(
            "cloudwatch",
            "arn:PARTITION:cloudwatch::*:dashboard/NAME*",
            "DeleteDashboards",
            "GetDashboard",
            "PutDashboard"),
    AWS_CLOUDWATCH_EVENT_BUS(
            "events",
            "arn:PARTITION:events:*:*:event-bus/NAME*",
            "CreateEventBus",
            "DeleteEventBus",
            "DescribeEventBus",
            "ListTagsForResource",
            "TagResource",
            "UntagResource",
            "UpdateEventBus"),
    AWS_CLOUDWATCH_EVENT_BUS_POLICY(
            "events",
            "arn:PARTITION:events:*:*:event-bus/NAME*",
            "DescribeEventBus",
            "PutPermission",
            "RemovePermission"),
    AWS_CLOUDWATCH_EVENT_RULE(
            "events",
            "arn:PARTITION:events:*:*:rule/*NAME*",
            "DeleteRule",
            "DescribeRule",
            "DisableRule",
            "EnableRule",
            "ListTagsForResource",
            "PutRule",
            "TagResource",
            "UntagResource"),
    AWS_CLOUDWATCH_EVENT_TARGET(
            "events",
            "arn:PARTITION:events:*:*:rule/*NAME*",
            "ListTargetsByRule",
            "PutTargets",
            "RemoveTargets"),
    AWS_CLOUDWATCH_LOG_GROUP(
            "logs",
            "arn:PARTITION:logs:*:*:log-group:/aws/lambda/NAME*",
            "AssociateKmsKey",
            "CreateLogGroup",
            "DeleteLogGroup",
            "DisassociateKmsKey",
            "ListTagsForResource",
            "PutRetentionPolicy",
            "TagResource",
            "UntagResource"),
    /** IAM allows its lists of all groups or of none. */
    AWS_CLOUDWATCH_LOG_GROUPS_LISTED("logs", "*", "DescribeLogGroups"),
    AWS_CLOUDWATCH_METRIC_ALARM(
            "cloudwatch",
            "arn:PARTITION:cloudwatch:*:*:alarm:NAME*",
            "DeleteAlarms",
            "DescribeAlarms",
            "ListTagsForResource",
            "PutMetricAlarm",
            "TagResource",
            "UntagResource"),
    AWS_DYNAMODB_TABLE(
            "dynamodb",
            "arn:PARTITION:dynamodb:*:*:table/NAME*",
            "CreateTable",
            "DeleteTable",
            "DescribeContinuousBackups",
            "DescribeTable",
            "DescribeTimeToLive",
            "ListTagsOfResource",
            "TagResource",
            "UntagResource",
            "UpdateContinuousBackups",
            "UpdateTable",
            "UpdateTimeToLive"),
    AWS_IAM_ROLE(
            "iam",
            "arn:PARTITION:iam::*:role/NAME*",
            "CreateRole",
            "DeleteRole",
            "GetRole",
            "ListAttachedRolePolicies",
            "ListInstanceProfilesForRole",
            "ListRolePolicies",
            "ListRoleTags",
            // Lambda, EventBridge and Scheduler are handed the roles that they act by.
            "PassRole",
            "TagRole",
            "UntagRole",
            "UpdateAssumeRolePolicy",
            "UpdateRole",
            "UpdateRoleDescription"),
    AWS_IAM_POLICY(
            "iam",
            "arn:PARTITION:iam::*:policy/NAME*",
            "CreatePolicy",
            "CreatePolicyVersion",
            "DeletePolicy",
            "DeletePolicyVersion",
            "GetPolicy",
            "GetPolicyVersion",
            "ListEntitiesForPolicy",
            "ListPolicyVersions",
            "TagPolicy",
            "UntagPolicy"),
    AWS_IAM_ROLE_POLICY(
            "iam",
            "arn:PARTITION:iam::*:role/NAME*",
            "DeleteRolePolicy",
            "GetRolePolicy",
            "PutRolePolicy"),
    /** The ids of keys are made by AWS, so that no name narrows them. */
    AWS_KMS_ALIAS("kms", "*", "CreateAlias", "DeleteAlias", "ListAliases", "UpdateAlias"),
    AWS_KMS_KEY(
            "kms",
            "*",
            "CreateGrant",
            "CreateKey",
            "Decrypt",
            "DescribeKey",
            "EnableKeyRotation",
            "GenerateDataKey",
            "GetKeyPolicy",
            "GetKeyRotationStatus",
            "ListResourceTags",
            "PutKeyPolicy",
            "ScheduleKeyDeletion",
            "TagResource",
            "UntagResource",
            "UpdateKeyDescription"),
    AWS_LAMBDA_ALIAS(
            "lambda",
            "arn:PARTITION:lambda:*:*:function:NAME*",
            "CreateAlias",
            "DeleteAlias",
            "GetAlias",
            "UpdateAlias"),
    /** A mapping's id is made by AWS, so that no name narrows it. */
    AWS_LAMBDA_EVENT_SOURCE_MAPPING(
            "lambda",
            "*",
            "CreateEventSourceMapping",
            "DeleteEventSourceMapping",
            "GetEventSourceMapping",
            "ListTags",
            "TagResource",
            "UntagResource",
            "UpdateEventSourceMapping"),
    AWS_LAMBDA_FUNCTION(
            "lambda",
            "arn:PARTITION:lambda:*:*:function:NAME*",
            "CreateFunction",
            "DeleteFunction",
            "DeleteFunctionConcurrency",
            "GetFunction",
            "GetFunctionCodeSigningConfig",
            "GetFunctionConcurrency",
            "GetFunctionConfiguration",
            "ListTags",
            "ListVersionsByFunction",
            "PublishVersion",
            "PutFunctionConcurrency",
            "TagResource",
            "UntagResource",
            "UpdateFunctionCode",
            "UpdateFunctionConfiguration"),
    AWS_LAMBDA_FUNCTION_EVENT_INVOKE_CONFIG(
            "lambda",
            "arn:PARTITION:lambda:*:*:function:NAME*",
            "DeleteFunctionEventInvokeConfig",
            "GetFunctionEventInvokeConfig",
            "PutFunctionEventInvokeConfig",
            "UpdateFunctionEventInvokeConfig"),
    AWS_PARTITION("", "*"),
    AWS_REGION("ec2", "*", "DescribeRegions"),
    AWS_S3_BUCKET(
            "s3",
            "arn:PARTITION:s3:::NAME*",
            "CreateBucket",
            "DeleteBucket",
            // A bucket that is not protected is removed with what is in it.
            "DeleteObject",
            "DeleteObjectVersion",
            "GetAccelerateConfiguration",
            "GetBucketAcl",
            "GetBucketCORS",
            "GetBucketLocation",
            "GetBucketLogging",
            "GetBucketObjectLockConfiguration",
            "GetBucketRequestPayment",
            "GetBucketTagging",
            "GetBucketVersioning",
            "GetBucketWebsite",
            "GetReplicationConfiguration",
            "ListBucket",
            "ListBucketVersions",
            "PutBucketTagging"),
    AWS_S3_BUCKET_LIFECYCLE_CONFIGURATION(
            "s3",
            "arn:PARTITION:s3:::NAME*",
            "GetLifecycleConfiguration",
            "PutLifecycleConfiguration"),
    AWS_S3_BUCKET_POLICY(
            "s3",
            "arn:PARTITION:s3:::NAME*",
            "DeleteBucketPolicy",
            "GetBucketPolicy",
            "PutBucketPolicy"),
    AWS_S3_BUCKET_PUBLIC_ACCESS_BLOCK(
            "s3",
            "arn:PARTITION:s3:::NAME*",
            "GetBucketPublicAccessBlock",
            "PutBucketPublicAccessBlock"),
    AWS_S3_BUCKET_SERVER_SIDE_ENCRYPTION_CONFIGURATION(
            "s3",
            "arn:PARTITION:s3:::NAME*",
            "GetEncryptionConfiguration",
            "PutEncryptionConfiguration"),
    AWS_SCHEDULER_SCHEDULE(
            "scheduler",
            "arn:PARTITION:scheduler:*:*:schedule/NAME*",
            "CreateSchedule",
            "DeleteSchedule",
            "GetSchedule",
            "UpdateSchedule"),
    AWS_SCHEDULER_SCHEDULE_GROUP(
            "scheduler",
            "arn:PARTITION:scheduler:*:*:schedule-group/NAME*",
            "CreateScheduleGroup",
            "DeleteScheduleGroup",
            "GetScheduleGroup",
            "ListTagsForResource",
            "TagResource",
            "UntagResource"),
    AWS_SNS_TOPIC(
            "sns",
            "arn:PARTITION:sns:*:*:NAME*",
            "CreateTopic",
            "DeleteTopic",
            "GetTopicAttributes",
            "ListTagsForResource",
            "SetTopicAttributes",
            "TagResource",
            "UntagResource"),
    AWS_SNS_TOPIC_POLICY(
            "sns", "arn:PARTITION:sns:*:*:NAME*", "GetTopicAttributes", "SetTopicAttributes"),
    AWS_SNS_TOPIC_SUBSCRIPTION(
            "sns",
            "arn:PARTITION:sns:*:*:NAME*",
            "GetSubscriptionAttributes",
            "SetSubscriptionAttributes",
            "Subscribe",
            "Unsubscribe"),
    AWS_SQS_QUEUE(
            "sqs",
            "arn:PARTITION:sqs:*:*:NAME*",
            "CreateQueue",
            "DeleteQueue",
            "GetQueueAttributes",
            "GetQueueUrl",
            "ListQueueTags",
            "SetQueueAttributes",
            "TagQueue",
            "UntagQueue"),
    AWS_SSM_DOCUMENT(
            "ssm",
            "arn:PARTITION:ssm:*:*:document/NAME*",
            "AddTagsToResource",
            "CreateDocument",
            "DeleteDocument",
            "DescribeDocument",
            "DescribeDocumentPermission",
            "GetDocument",
            "ListTagsForResource",
            "ModifyDocumentPermission",
            "RemoveTagsFromResource",
            "UpdateDocument",
            "UpdateDocumentDefaultVersion");

    private final String service;
    private final String resource;
    private final List<String> operations;

    TerraformResource(String service, String resource, String... operations) {
        this.service = service;
        this.resource = resource;
        this.operations = List.of(operations);
    }

    /** Its name in Terraform. */
    String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is an addition to another kind, and none that Terraform knows. */
    boolean partOfAnother() {
        return this == AWS_CLOUDWATCH_LOG_GROUPS_LISTED || this == AWS_CLOUDTRAILS_LISTED;
    }

    /**
     * What an apply needs: a statement for each kind of name.
     *
     * @param name the beginning of every name that is created
     */
    static List<PolicyStatement> policy(String name) {
        Map<String, TreeSet<String>> byResource = new TreeMap<>();
        for (TerraformResource each : values()) {
            each.operations.forEach(
                    operation ->
                            byResource
                                    .computeIfAbsent(
                                            each.resource.replace("NAME", name),
                                            key -> new TreeSet<>())
                                    .add(each.service + ":" + operation));
        }
        List<PolicyStatement> statements = new ArrayList<>();
        byResource.forEach(
                (resource, actions) ->
                        statements.add(
                                PolicyStatement.of(sid(resource), actions, List.of(resource))));
        return statements;
    }

    /** Such as {@code LambdaFunction}, from the ARN. */
    private static String sid(String resource) {
        if (resource.equals("*")) {
            return "WhatNoNameNarrows";
        }
        String[] parts = resource.split(":", 6);
        String kind = parts[5].split("[/:]", 2)[0].replaceAll("[^A-Za-z-]", "");
        boolean named = parts[5].contains("/") || parts[5].contains(":");
        return words(parts[2]) + (named ? words(kind) : "");
    }

    private static String words(String text) {
        StringBuilder words = new StringBuilder();
        Arrays.stream(text.split("-"))
                .filter(word -> !word.isEmpty())
                .forEach(
                        word ->
                                words.append(Character.toUpperCase(word.charAt(0)))
                                        .append(word.substring(1)));
        return words.toString();
    }
}
