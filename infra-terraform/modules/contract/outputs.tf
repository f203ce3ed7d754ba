# What the hub and its spokes have in common: the events that rules match, and the operations that the functions call in an
# account. A test compares these with what the collectors declare.

output "event_patterns" {
  description = "EventBridge patterns, by the names of their rules."
  value = {
    instance-change = {
      source      = ["aws.ec2"]
      detail-type = ["EC2 Instance State-change Notification"]
      detail = {
        # Pending and stopping have passed when the event is read; an instance that shuts down still lists its volumes.
        state = ["running", "stopped", "shutting-down", "terminated"]
      }
    }
    volume-change = {
      source      = ["aws.ec2"]
      detail-type = ["EBS Volume Notification"]
      detail = {
        event = ["createVolume", "deleteVolume", "attachVolume", "detachVolume", "reattachVolume", "modifyVolume"]
      }
    }
    guest-results = {
      source      = ["aws.ssm"]
      detail-type = ["EC2 Command Status-change Notification"]
      detail = {
        # Systems Manager gives the document's name or its ARN, as SendCommand did.
        document-name = [var.probe_document, { suffix = ":document/${var.probe_document}" }]
        # In these states a command still runs; any final state matches.
        status = [{ "anything-but" = ["Pending", "InProgress", "Delayed", "Cancelling"] }]
      }
    }
  }
}

output "event_descriptions" {
  description = "Descriptions of these rules."
  value = {
    instance-change = "An instance is running, stopped, shutting down or terminated"
    volume-change   = "A volume was created, deleted, attached, detached or modified"
    guest-results   = "A command that runs the probe has ended"
  }
}

output "actions" {
  description = "IAM actions in an account of a scope, by their purpose."
  value = {
    # fleet-scan.
    read_fleet = [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeLaunchConfigurations",
      "autoscaling:DescribePolicies",
      "cloudwatch:DescribeAlarms",
      "ec2:DescribeAddresses",
      "ec2:DescribeImages",
      "ec2:DescribeInstanceStatus",
      "ec2:DescribeInstanceTypeOfferings",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeInstances",
      "ec2:DescribeLaunchTemplateVersions",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSnapshots",
      "ec2:DescribeVolumeStatus",
      "ec2:DescribeVolumes",
      "ec2:GetInstanceMetadataDefaults",
      "ec2:GetManagedPrefixListEntries",
      "ssm:DescribeInstanceInformation",
      "ssm:DescribeInstanceProperties",
    ]
    # instance-change, about the resources that an event names.
    read_named = [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeLaunchConfigurations",
      "ec2:DescribeAddresses",
      "ec2:DescribeImages",
      "ec2:DescribeInstanceStatus",
      "ec2:DescribeInstanceTypeOfferings",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeInstances",
      "ec2:DescribeLaunchTemplateVersions",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSnapshots",
      "ec2:DescribeVolumeStatus",
      "ec2:DescribeVolumes",
      "ec2:GetInstanceMetadataDefaults",
      "ec2:GetManagedPrefixListEntries",
      "ssm:DescribeInstanceInformation",
      "ssm:DescribeInstanceProperties",
    ]
    # By the command's id, which is no resource to IAM.
    read_guests = [
      "ec2:DescribeAddresses",
      "ec2:DescribeInstances",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeVolumes",
      "ec2:GetManagedPrefixListEntries",
      "ssm:GetCommandInvocation",
      "ssm:ListCommandInvocations",
    ]
    # Log groups are listed by a prefix of their names, and a query's results by its id.
    read_logs = [
      "ec2:DescribeInstances",
      "logs:DescribeLogGroups",
      "logs:DescribeLogStreams",
      "logs:GetQueryResults",
      "logs:ListTagsForResource",
      "logs:StopQuery",
    ]
    # On the log groups that are analyzed.
    query_logs  = ["logs:StartQuery"]
    find_guests = ["ssm:DescribeInstanceInformation", "ssm:DescribeInstanceProperties"]
    # The price list, which is one for all regions.
    read_prices = ["pricing:GetProducts"]
    # Of AWS's own parameters, which name the newest image of each system.
    read_public_parameters = ["ssm:GetParameters"]
    # On the probe's document.
    read_document = ["ssm:GetDocument"]
    # On the probe's document and on instances.
    send_probe = ["ssm:DescribeDocument", "ssm:SendCommand"]
  }
}
