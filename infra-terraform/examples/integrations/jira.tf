# Jira Cloud: an issue for each finding that becomes NOT_READY at CRITICAL. Without jira_site none of these resources is created.

variable "jira_site" {
  description = "Host name of the Jira site, such as example.atlassian.net; null to leave Jira out."
  type        = string
  default     = null
}

variable "jira_project" {
  description = "Key of the project in which issues are created."
  type        = string
  default     = "OPS"
  nullable    = false
}

variable "jira_issue_type" {
  description = "Issue type. The project must have it, and must not require other fields."
  type        = string
  default     = "Task"
  nullable    = false
}

variable "jira_user" {
  description = "Email address of the Jira account that creates the issues."
  type        = string
  default     = ""
  nullable    = false
}

variable "jira_token" {
  description = "API token of that account. EventBridge stores it in Secrets Manager; the Terraform state contains it, too."
  type        = string
  default     = ""
  nullable    = false
  sensitive   = true
}

locals {
  jira = var.jira_site == null ? {} : { site = var.jira_site }
}

resource "aws_cloudwatch_event_rule" "jira" {
  for_each = local.jira

  name           = "${var.name}-jira"
  description    = "Creates Jira issues for NOT_READY findings at CRITICAL"
  event_bus_name = var.event_bus

  event_pattern = jsonencode({
    source      = ["muster"]
    detail-type = ["Readiness Finding Changed"]
    detail = {
      status   = ["NOT_READY"]
      severity = ["CRITICAL"]
      resource = { type = [{ anything-but = ["workload"] }] }
    }
  })
}

resource "aws_cloudwatch_event_target" "jira" {
  for_each = local.jira

  rule           = aws_cloudwatch_event_rule.jira["site"].name
  event_bus_name = var.event_bus
  arn            = aws_cloudwatch_event_api_destination.jira["site"].arn
  role_arn       = aws_iam_role.jira["site"].arn

  input_transformer {
    input_paths = local.finding_paths

    input_template = <<-EOT
      {
        "fields": {
          "project": {"key": "${var.jira_project}"},
          "issuetype": {"name": "${var.jira_issue_type}"},
          "summary": "Not ready: <check> on <resource>",
          "labels": ["muster", "<severity>", "<check>"],
          "description": {
            "type": "doc",
            "version": 1,
            "content": [
              {"type": "paragraph", "content": [{"type": "text", "text": "<resource> (account <account>, <region>) does not meet: <title>."}]},
              {"type": "paragraph", "content": [{"type": "text", "text": "To see the finding and its remedy: ./muster findings --output json --resource <resource>"}]},
              {"type": "paragraph", "content": [{"type": "text", "text": "Finding: <finding>"}]}
            ]
          }
        }
      }
    EOT
  }
}

resource "aws_cloudwatch_event_api_destination" "jira" {
  for_each = local.jira

  name                             = "${var.name}-jira"
  connection_arn                   = aws_cloudwatch_event_connection.jira["site"].arn
  http_method                      = "POST"
  invocation_endpoint              = "https://${var.jira_site}/rest/api/3/issue"
  invocation_rate_limit_per_second = 5
}

resource "aws_cloudwatch_event_connection" "jira" {
  for_each = local.jira

  name               = "${var.name}-jira"
  authorization_type = "BASIC"

  auth_parameters {
    basic {
      username = var.jira_user
      password = var.jira_token
    }
  }
}

resource "aws_iam_role" "jira" {
  for_each = local.jira

  name = "${var.name}-jira"

  assume_role_policy = local.assumed_by["events"]
}

resource "aws_iam_role_policy" "jira" {
  for_each = local.jira

  name = "create-issues"
  role = aws_iam_role.jira["site"].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "events:InvokeApiDestination"
      Resource = aws_cloudwatch_event_api_destination.jira["site"].arn
    }]
  })
}
