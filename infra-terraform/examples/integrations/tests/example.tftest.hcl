# What the example would make, with AWS's answers made up. IntegrationsTest of functions/deployment reads the state of 'all'.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { id = "us-east-1", region = "us-east-1" }
  }

  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:us-east-1:123456789012:muster-chat" }
  }

  mock_resource "aws_cloudwatch_event_rule" {
    defaults = { arn = "arn:aws:events:us-east-1:123456789012:rule/muster-chat" }
  }

  mock_resource "aws_cloudwatch_event_connection" {
    defaults = { arn = "arn:aws:events:us-east-1:123456789012:connection/muster-jira/1" }
  }

  mock_resource "aws_cloudwatch_event_api_destination" {
    defaults = { arn = "arn:aws:events:us-east-1:123456789012:api-destination/muster-jira/1" }
  }

  mock_resource "aws_sfn_state_machine" {
    defaults = { arn = "arn:aws:states:us-east-1:123456789012:stateMachine:muster-security-hub" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/muster" }
  }
}

run "a_chat_alone" {
  assert {
    condition     = length(aws_cloudwatch_event_rule.jira) + length(aws_cloudwatch_event_rule.security_hub) == 0
    error_message = "Jira and Security Hub are asked for."
  }
}

run "all" {
  variables {
    jira_site    = "example.atlassian.net"
    jira_user    = "muster@example.com"
    jira_token   = "a token"
    security_hub = true
  }

  assert {
    condition     = aws_cloudwatch_event_api_destination.jira["site"].invocation_endpoint == "https://example.atlassian.net/rest/api/3/issue"
    error_message = "Issues are created by version 3 of Jira's interface."
  }
}
