# What the hub and its spokes have in common, so that it is written once: the events that are heard, and what the
# functions call in an account that they look at. A test compares the calls with what the collectors say that they ask.

output "patterns" {
  description = "Events that say where to look again, as patterns of EventBridge, each under the name of its rule."
  value = {
    guest-results = {
      source      = ["aws.ssm"]
      detail-type = ["EC2 Command Status-change Notification"]
      detail = {
        # Systems Manager names a document as it was named to it, or by its ARN.
        document-name = [var.probe_document, { suffix = ":document/${var.probe_document}" }]
        # In these a command is still at work; how it ended does not matter.
        status = [{ "anything-but" = ["Pending", "InProgress", "Delayed", "Cancelling"] }]
      }
    }
  }
}

output "descriptions" {
  description = "What each of these events says."
  value = {
    guest-results = "A command that carried the probe has changed its status"
  }
}

output "actions" {
  description = "What is called in an account that is looked at, by what it is for."
  value = {
    # All of it, by fleet-scan.
    read_fleet = [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribePolicies",
      "cloudwatch:DescribeAlarms",
      "ec2:DescribeAddresses",
      "ec2:DescribeImages",
      "ec2:DescribeInstanceStatus",
      "ec2:DescribeInstanceTypeOfferings",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeInstances",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSnapshots",
      "ec2:DescribeVolumes",
      "ssm:DescribeInstanceInformation",
    ]
    # Answers are read by the command's id, which IAM does not know as a resource.
    read_guests = [
      "ec2:DescribeAddresses",
      "ec2:DescribeInstances",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeVolumes",
      "ssm:GetCommandInvocation",
      "ssm:ListCommandInvocations",
    ]
    # Log groups are listed by prefix of their names at most, and a query's results by its id.
    read_logs = [
      "ec2:DescribeInstances",
      "logs:DescribeLogGroups",
      "logs:DescribeLogStreams",
      "logs:GetQueryResults",
      "logs:ListTagsForResource",
      "logs:StartQuery",
      "logs:StopQuery",
    ]
    find_guests = ["ssm:DescribeInstanceInformation"]
    # On the probe's document and on instances alone.
    send_probe = ["ssm:SendCommand"]
  }
}
