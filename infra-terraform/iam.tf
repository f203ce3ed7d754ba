# What each function may do: the operations that it calls and no other. A test compares this with what the collectors
# say that they ask. Logging and the function's own dead-letter queue are modules/function's.

locals {
  # EC2, Auto Scaling, CloudWatch and Systems Manager allow listing for everything or not at all, but only where Muster scans.
  reads_the_fleet = {
    sid = "ReadTheFleet"
    actions = [
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
    resources = ["*"]
    condition = { StringEquals = { "aws:RequestedRegion" = local.regions } }
  }

  # The table itself: no function reads an index.
  keeps_findings = {
    sid = "KeepFindings"
    actions = [
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]
    resources = [aws_dynamodb_table.findings.arn]
    condition = {}
  }

  # What is stored of guests, and the findings about them.
  keeps_guests = {
    sid = "KeepGuestsAndTheirFindings"
    actions = [
      "dynamodb:BatchGetItem",
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]
    resources = [aws_dynamodb_table.findings.arn]
    condition = {}
  }

  # Answers are read by the command's id, which IAM does not know as a resource.
  reads_guests = {
    sid = "ReadAnswersAndTheirHosts"
    actions = [
      "ec2:DescribeAddresses",
      "ec2:DescribeInstances",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeVolumes",
      "ssm:GetCommandInvocation",
      "ssm:ListCommandInvocations",
    ]
    resources = ["*"]
    condition = { StringEquals = { "aws:RequestedRegion" = [local.region] } }
  }

  finds_guests = {
    sid       = "FindGuests"
    actions   = ["ssm:DescribeInstanceInformation"]
    resources = ["*"]
    condition = { StringEquals = { "aws:RequestedRegion" = [local.region] } }
  }

  # The probe and nothing else may be run in a guest.
  sends_the_probe = {
    sid     = "SendTheProbe"
    actions = ["ssm:SendCommand"]
    resources = [
      aws_ssm_document.guest_probe.arn,
      "arn:${local.partition}:ec2:${local.region}:${local.account}:instance/*",
    ]
    condition = {}
  }

  statements = {
    fleet-scan    = [local.reads_the_fleet, local.keeps_findings]
    guest-probe   = [local.finds_guests, local.sends_the_probe, local.reads_guests, local.keeps_guests]
    guest-results = [local.reads_guests, local.keeps_guests]
  }
}

resource "aws_iam_role" "scheduler" {
  name        = "${var.name}-scheduler"
  description = "Starts Muster's scheduled functions"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "scheduler.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = {
          "aws:SourceAccount" = local.account
          "aws:SourceArn"     = aws_scheduler_schedule_group.muster.arn
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "scheduler" {
  name = "start-functions"
  role = aws_iam_role.scheduler.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "StartFunctions"
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = [for name in keys(local.schedules) : module.function[name].alias_arn]
      },
      {
        Sid      = "KeepWhatCouldNotBeStarted"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = [for name in keys(local.schedules) : module.function[name].dead_letter_queue.arn]
      },
    ]
  })
}
