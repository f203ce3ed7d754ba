package io.muster.readiness.migration;

import io.muster.readiness.checklist.Remedy;
import java.util.List;

/**
 * The commands of a move. Nothing that runs is replaced before a person names it, and nothing is
 * deleted.
 *
 * <p>What a person has to give is asked for: {@code ${ARM64_IMAGE:?...}}. A policy of a group is
 * JSON around the image, {@code {before}} and {@code {after}}, so that the image can be asked for.
 */
public final class MigrationCommands {

    private static final String TEXTS = "migration.";

    static final Remedy MEASURE_GROUP =
            remedy(
                    """
                    # {#measure-group}
                    aws cloudwatch get-metric-statistics --region {region} --namespace AWS/EC2 --metric-name CPUUtilization --dimensions Name=AutoScalingGroupName,Value={group} --start-time "${SINCE:?set it to the start of the period, such as 2026-11-23T00:00:00Z}" --end-time "${UNTIL:?set it to the end of the period}" --period 3600 --statistics Average Maximum
                    """);

    static final Remedy MEASURE_INSTANCE =
            remedy(
                    """
                    # {#measure-instance}
                    aws cloudwatch get-metric-statistics --region {region} --namespace AWS/EC2 --metric-name CPUUtilization --dimensions Name=InstanceId,Value={id} --start-time "${SINCE:?set it to the start of the period, such as 2026-11-23T00:00:00Z}" --end-time "${UNTIL:?set it to the end of the period}" --period 3600 --statistics Average Maximum
                    """);

    static final Remedy FIND_IMAGE =
            remedy(
                    """
                    # {#find-image}
                    aws ec2 describe-images --region {region} --owners self amazon --filters Name=architecture,Values=arm64 Name=state,Values=available Name=name,Values="${NAME_PATTERN:?set it to the name of the image with * for what differs, such as al2023-ami-2023.*}" --query 'sort_by(Images,&CreationDate)[-5:].[ImageId,Name,CreationDate]' --output table
                    """);

    static final Remedy BACK_UP =
            remedy(
                    """
                    # {#back-up}
                    aws ec2 create-snapshots --region {region} --instance-specification InstanceId={id},ExcludeBootVolume=true --copy-tags-from-source volume --description before-arm64
                    """);

    /** A group that launches from a template: its policy is new, so it is written whole. */
    static final Remedy CANARY_OF_TEMPLATE =
            remedy(
                    """
                    # {#canary-look}
                    aws autoscaling describe-auto-scaling-groups --region {region} --auto-scaling-group-names {group} --query 'AutoScalingGroups[0].[MinSize,DesiredCapacity,MaxSize,LaunchTemplate]' --output json

                    # {#canary-policy}
                    aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --mixed-instances-policy {before}{image}{after}

                    # {#canary-policy}
                    # {#your-image}
                    aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --mixed-instances-policy {beforeYours}"${ARM64_IMAGE:?set it to the ID of the arm64 image}"{after}

                    # {#canary-launch}
                    aws autoscaling set-desired-capacity --region {region} --auto-scaling-group-name {group} --desired-capacity "${ONE_MORE:?set it to the desired capacity shown above plus 1}"
                    """);

    /** A group with a policy: all that is in it stays, but for what is added. */
    static final Remedy CANARY_OF_POLICY =
            remedy(
                    """
                    # {#canary-look}
                    aws autoscaling describe-auto-scaling-groups --region {region} --auto-scaling-group-names {group} --query 'AutoScalingGroups[0].[MinSize,DesiredCapacity,MaxSize]' --output json

                    # {#keep-policy}
                    ( set -C; aws autoscaling describe-auto-scaling-groups --region {region} --auto-scaling-group-names {group} --query 'AutoScalingGroups[0].MixedInstancesPolicy.merge(@,{LaunchTemplate:merge(LaunchTemplate,{LaunchTemplateSpecification:LaunchTemplate.LaunchTemplateSpecification.{LaunchTemplateId:LaunchTemplateId,Version:Version}})})' --output json > {file}-x86.json )

                    # {#canary-copy}
                    ( set -C; aws autoscaling describe-auto-scaling-groups --region {region} --auto-scaling-group-names {group} --query {before}{image}{after} --output json > {file}-canary.json )

                    # {#canary-copy}
                    # {#your-image}
                    ( set -C; aws autoscaling describe-auto-scaling-groups --region {region} --auto-scaling-group-names {group} --query {beforeYours}"${ARM64_IMAGE:?set it to the ID of the arm64 image}"{after} --output json > {file}-canary.json )

                    # {#canary-update}
                    aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --mixed-instances-policy file://{file}-canary.json

                    # {#canary-launch}
                    aws autoscaling set-desired-capacity --region {region} --auto-scaling-group-name {group} --desired-capacity "${ONE_MORE:?set it to the desired capacity shown above plus 1}"
                    """);

    static final Remedy CANARY_OF_CONFIGURATION =
            remedy(
                    """
                    # {#configuration}
                    aws autoscaling describe-launch-configurations --region {region} --launch-configuration-names {configuration}
                    """);

    static final Remedy CANARY_OF_ATTRIBUTES =
            remedy(
                    """
                    # {#attributes}
                    aws autoscaling describe-auto-scaling-groups --region {region} --auto-scaling-group-names {group} --query 'AutoScalingGroups[0].MixedInstancesPolicy' --output json
                    """);

    static final Remedy CANARY_OF_UNREAD_GROUP =
            remedy(
                    """
                    # {#unread-group}
                    aws autoscaling describe-auto-scaling-groups --region {region} --auto-scaling-group-names {group}
                    """);

    /** Beside the node group of today, which EKS would change back. */
    static final Remedy CANARY_OF_NODE_GROUP =
            remedy(
                    """
                    # {#node-group-look}
                    aws eks describe-nodegroup --region {region} --cluster-name {managed} --nodegroup-name {part} --query nodegroup --output json

                    # {#node-group-canary}
                    aws eks create-nodegroup --region {region} --cluster-name {managed} --nodegroup-name {newPart} --ami-type "${AMI_TYPE:?set it to the arm64 AMI type, such as AL2023_ARM_64_STANDARD}" --instance-types {arm64Type} --node-role "${NODE_ROLE:?set it to the node role shown above}" --subnets "${SUBNET:?set it to one of the subnets shown above}" --scaling-config minSize=1,maxSize=1,desiredSize=1 --taints key=arm64,value=canary,effect=NO_SCHEDULE
                    """);

    static final Remedy REST_OF_NODE_GROUP =
            remedy(
                    """
                    # {#node-group-rest}
                    aws eks update-nodegroup-config --region {region} --cluster-name {managed} --nodegroup-name {newPart} --scaling-config minSize="${MIN_NODES:?set it to the least number of nodes}",maxSize="${MAX_NODES:?set it to the greatest number of nodes}",desiredSize="${NODES:?set it to the number of nodes}" --taints 'removeTaints=[ {key=arm64,value=canary,effect=NO_SCHEDULE} ]'
                    """);

    static final Remedy BACK_TO_NODE_GROUP =
            remedy(
                    """
                    # {#back-to-node-group}
                    aws eks describe-nodegroup --region {region} --cluster-name {managed} --nodegroup-name {part} --query nodegroup.scalingConfig --output json
                    """);

    static final Remedy CANARY_OF_BEANSTALK =
            remedy(
                    """
                    # {#beanstalk}
                    aws elasticbeanstalk describe-environments --region {region} --environment-names {managed}
                    """);

    static final Remedy CANARY_OF_BATCH =
            remedy(
                    """
                    # {#batch}
                    aws batch describe-compute-environments --region {region}
                    """);

    static final Remedy CANARY_OF_INSTANCE =
            remedy(
                    """
                    # {#template-data}
                    aws ec2 get-launch-template-data --region {region} --instance-id {id} --query LaunchTemplateData --output json

                    # {#template-of-data}
                    aws ec2 create-launch-template --region {region} --launch-template-name {file} --launch-template-data file://"${TEMPLATE_DATA:?set it to the name of the file with the launch template data}"

                    # {#launch-beside}
                    aws ec2 run-instances --region {region} --launch-template LaunchTemplateName={file} --instance-type {target} --image-id {image}

                    # {#launch-beside}
                    # {#your-image}
                    aws ec2 run-instances --region {region} --launch-template LaunchTemplateName={file} --instance-type {targetOfYours} --image-id "${ARM64_IMAGE:?set it to the ID of the arm64 image}"
                    """);

    static final Remedy REST_OF_TEMPLATE =
            remedy(
                    """
                    # {#rest-policy}
                    aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --mixed-instances-policy {before}{image}{after}

                    # {#rest-policy}
                    aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --mixed-instances-policy {beforeYours}"${ARM64_IMAGE:?set it to the ID of the arm64 image}"{after}

                    # {#rest-refresh}
                    aws autoscaling start-instance-refresh --region {region} --auto-scaling-group-name "${REPLACED_GROUP:?set it to the name of the group whose instances may be replaced}" --preferences MinHealthyPercentage=90,SkipMatching=true
                    """);

    static final Remedy REST_OF_POLICY =
            remedy(
                    """
                    # {#rest-policy}
                    ( set -C; aws autoscaling describe-auto-scaling-groups --region {region} --auto-scaling-group-names {group} --query {before}{image}{after} --output json > {file}-arm64.json )
                    aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --mixed-instances-policy file://{file}-arm64.json

                    # {#rest-policy}
                    ( set -C; aws autoscaling describe-auto-scaling-groups --region {region} --auto-scaling-group-names {group} --query {beforeYours}"${ARM64_IMAGE:?set it to the ID of the arm64 image}"{after} --output json > {file}-arm64.json )
                    aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --mixed-instances-policy file://{file}-arm64.json

                    # {#rest-refresh}
                    aws autoscaling start-instance-refresh --region {region} --auto-scaling-group-name "${REPLACED_GROUP:?set it to the name of the group whose instances may be replaced}" --preferences MinHealthyPercentage=90,SkipMatching=true
                    """);

    static final Remedy REST_OF_INSTANCES =
            remedy(
                    """
                    # {#rest-instances}
                    aws ec2 describe-instances --region {region} --instance-ids {id} --query 'Reservations[].Instances[].[InstanceId,InstanceType,State.Name]' --output table
                    """);

    static final Remedy BACK_TO_TEMPLATE =
            remedy(
                    """
                    # {#back-to-template}
                    aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --launch-template {template}

                    # {#back-refresh}
                    aws autoscaling start-instance-refresh --region {region} --auto-scaling-group-name "${REPLACED_GROUP:?set it to the name of the group whose instances may be replaced}" --preferences MinHealthyPercentage=90,SkipMatching=true
                    """);

    static final Remedy BACK_TO_POLICY =
            remedy(
                    """
                    # {#back-to-policy}
                    aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --mixed-instances-policy file://{file}-x86.json

                    # {#back-refresh}
                    aws autoscaling start-instance-refresh --region {region} --auto-scaling-group-name "${REPLACED_GROUP:?set it to the name of the group whose instances may be replaced}" --preferences MinHealthyPercentage=90,SkipMatching=true
                    """);

    static final Remedy BACK_TO_INSTANCE =
            remedy(
                    """
                    # {#back-to-instance}
                    aws ec2 start-instances --region {region} --instance-ids {id}
                    """);

    private MigrationCommands() {}

    private static Remedy remedy(String script) {
        return new Remedy(script, TEXTS);
    }

    /** All of them: each has its comments among the texts, and is tried in a shell. */
    public static List<Remedy> all() {
        return List.of(
                MEASURE_GROUP,
                MEASURE_INSTANCE,
                FIND_IMAGE,
                BACK_UP,
                CANARY_OF_TEMPLATE,
                CANARY_OF_POLICY,
                CANARY_OF_CONFIGURATION,
                CANARY_OF_ATTRIBUTES,
                CANARY_OF_UNREAD_GROUP,
                CANARY_OF_NODE_GROUP,
                REST_OF_NODE_GROUP,
                BACK_TO_NODE_GROUP,
                CANARY_OF_BEANSTALK,
                CANARY_OF_BATCH,
                CANARY_OF_INSTANCE,
                REST_OF_TEMPLATE,
                REST_OF_POLICY,
                REST_OF_INSTANCES,
                BACK_TO_TEMPLATE,
                BACK_TO_POLICY,
                BACK_TO_INSTANCE);
    }
}
