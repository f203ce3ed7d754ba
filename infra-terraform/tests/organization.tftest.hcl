# What is deployed for an organization, as examples/organization/hub.tfvars asks. The Java tests read the state of this run, too.

mock_provider "aws" {
  source = "./tests"
}

variables {
  functions_zip          = "./tests/empty.zip"
  organization           = true
  organization_id        = "o-a1b2c3d4e5"
  regions                = ["eu-central-1", "us-east-1"]
  notice_severity        = "CRITICAL"
  notice_email_addresses = ["platform@example.org"]
  alarm_email_addresses  = ["on-call@example.org"]
}

run "organization" {
  command = apply

  assert {
    condition     = local.function_environments["dispatch"]["MUSTER_ORGANIZATION"] == "true"
    error_message = "dispatch asks the organization for its accounts."
  }

  assert {
    condition     = local.statement_assume_spoke_roles.resources == ["arn:aws:iam::*:role/muster-spoke"] && local.statement_assume_spoke_roles.condition.StringEquals["aws:ResourceOrgID"] == ["o-a1b2c3d4e5"]
    error_message = "The functions may act in any account of the organization, and in none outside."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_bus_policy.spokes[0].policy).Statement[0].Condition.StringEquals["aws:PrincipalOrgID"] == ["o-a1b2c3d4e5"]
    error_message = "Only accounts of the organization may send events."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_bus_policy.spokes[0].policy).Statement[0].Condition.StringEquals["events:source"] == ["aws.ec2", "aws.ssm"]
    error_message = "Only events of EC2 and Systems Manager are accepted."
  }

  assert {
    condition     = length(aws_cloudwatch_event_rule.event) == 2 * length(module.contract.event_patterns)
    error_message = "Events come by two buses."
  }

  assert {
    condition     = output.hub.organization_id == "o-a1b2c3d4e5" && output.hub.event_bus_arn == aws_cloudwatch_event_bus.spokes[0].arn
    error_message = "The output hub has what a spoke needs: whom to trust and where to send."
  }

  assert {
    condition     = local.function_environments["notify"]["MUSTER_NOTICE_SEVERITY"] == "CRITICAL" && aws_sns_topic_subscription.notice_mail["platform@example.org"].topic_arn == aws_sns_topic.findings.arn
    error_message = "Mails are sent about CRITICAL findings."
  }
}
