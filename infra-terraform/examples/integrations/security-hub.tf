# Security Hub: the findings about instances of this account, as findings of its default product. Security Hub must be enabled in
# this account and region. Without security_hub = true none of these resources is created.

variable "security_hub" {
  description = "Whether findings about instances are imported into Security Hub."
  type        = bool
  default     = false
  nullable    = false
}

locals {
  security_hub = var.security_hub ? { on = true } : {}

  # The AWS Security Finding Format, as Step Functions fills it in from the event.
  security_hub_finding = {
    SchemaVersion    = "2018-10-08"
    "Id.$"           = "$.detail.id"
    ProductArn       = "arn:${local.partition}:securityhub:${local.region}:${local.account}:product/${local.account}/default"
    "GeneratorId.$"  = "$.detail.check"
    "AwsAccountId.$" = "$.detail.account"
    Types            = ["Software and Configuration Checks"]
    "CreatedAt.$"    = "$.detail.firstSeen"
    "UpdatedAt.$"    = "$.detail.changedAt"
    Severity         = { "Label.$" = "$.detail.severity" }
    "Title.$"        = "$.detail.title"
    "Description.$"  = "$.detail.actual"
    Remediation      = { Recommendation = { "Text.$" = "States.Format('How to fix it: ./muster checks {}', $.detail.check)" } }

    Resources = [{
      Type       = "AwsEc2Instance"
      Partition  = local.partition
      "Id.$"     = "$.detail.resource.arn"
      "Region.$" = "$.detail.region"
    }]
  }
}

resource "aws_cloudwatch_event_rule" "security_hub" {
  for_each = local.security_hub

  name           = "${var.name}-security-hub"
  description    = "Imports findings about instances into Security Hub"
  event_bus_name = var.event_bus

  # The default product takes findings about the account that sends them, and about no other.
  event_pattern = jsonencode({
    source      = ["muster"]
    detail-type = ["Readiness Finding Changed"]
    detail = {
      account  = [local.account]
      status   = ["NOT_READY", "RESOLVED"]
      resource = { type = ["instance"] }
    }
  })
}

resource "aws_cloudwatch_event_target" "security_hub" {
  for_each = local.security_hub

  rule           = aws_cloudwatch_event_rule.security_hub["on"].name
  event_bus_name = var.event_bus
  arn            = aws_sfn_state_machine.security_hub["on"].arn
  role_arn       = aws_iam_role.security_hub_start["on"].arn
}

resource "aws_sfn_state_machine" "security_hub" {
  for_each = local.security_hub

  name     = "${var.name}-security-hub"
  role_arn = aws_iam_role.security_hub["on"].arn

  definition = jsonencode({
    StartAt = "Open"
    States = merge(
      {
        Open = {
          Type    = "Choice"
          Choices = [{ Variable = "$.detail.status", StringEquals = "RESOLVED", Next = "ImportResolved" }]
          Default = "ImportNotReady"
        }
        Taken = {
          Type    = "Choice"
          Choices = [{ Variable = "$.FailedCount", NumericGreaterThan = 0, Next = "Refused" }]
          Default = "Done"
        }
        Refused = { Type = "Fail", Error = "SecurityHubRefusedTheFinding" }
        Done    = { Type = "Succeed" }
      },
      {
        for name, state in {
          ImportNotReady = { RecordState = "ACTIVE", Compliance = { Status = "FAILED" } }
          ImportResolved = { RecordState = "ARCHIVED", Compliance = { Status = "PASSED" } }
        } :
        name => {
          Type       = "Task"
          Resource   = "arn:${local.partition}:states:::aws-sdk:securityhub:batchImportFindings"
          Parameters = { Findings = [merge(local.security_hub_finding, state)] }
          Next       = "Taken"
          Retry      = [{ ErrorEquals = ["States.TaskFailed"], IntervalSeconds = 30, MaxAttempts = 3, BackoffRate = 4 }]
        }
      },
    )
  })
}

resource "aws_iam_role" "security_hub" {
  for_each = local.security_hub

  name = "${var.name}-security-hub"

  assume_role_policy = local.assumed_by["states"]
}

resource "aws_iam_role_policy" "security_hub" {
  for_each = local.security_hub

  name = "import-findings"
  role = aws_iam_role.security_hub["on"].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "securityhub:BatchImportFindings"
      Resource = local.security_hub_finding.ProductArn
    }]
  })
}

resource "aws_iam_role" "security_hub_start" {
  for_each = local.security_hub

  name = "${var.name}-security-hub-start"

  assume_role_policy = local.assumed_by["events"]
}

resource "aws_iam_role_policy" "security_hub_start" {
  for_each = local.security_hub

  name = "start"
  role = aws_iam_role.security_hub_start["on"].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "states:StartExecution"
      Resource = aws_sfn_state_machine.security_hub["on"].arn
    }]
  })
}
