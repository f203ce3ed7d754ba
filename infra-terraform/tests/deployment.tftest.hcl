# What is deployed, with AWS's answers made up. The Java test InfrastructureTest reads the state of the run 'defaults'.

mock_provider "aws" {
  source = "./tests"
}

variables {
  functions_zip = "./tests/empty.zip"
}

run "defaults" {
  command = apply

  assert {
    condition     = keys(output.functions) == ["fleet-scan", "guest-probe", "guest-results"]
    error_message = "The functions that exist are deployed, and no others."
  }

  assert {
    condition     = output.functions["fleet-scan"].name == "muster-fleet-scan"
    error_message = "A function's name begins with the deployment's."
  }

  assert {
    condition     = aws_dynamodb_table.findings.deletion_protection_enabled
    error_message = "The table is protected unless someone says otherwise."
  }

  assert {
    condition = jsondecode(aws_scheduler_schedule.function["fleet-scan"].target[0].input) == {
      function    = "fleet-scan"
      schedule    = "<aws.scheduler.schedule-arn>"
      scheduledAt = "<aws.scheduler.scheduled-time>"
      execution   = "<aws.scheduler.execution-id>"
      attempt     = "<aws.scheduler.attempt-number>"
      scopes      = [{ region = "eu-central-1" }]
    }
    error_message = "The schedule sends what events/fleet-scan.json shows, for the region of the deployment."
  }

  assert {
    condition     = strcontains(aws_scheduler_schedule.function["fleet-scan"].target[0].input, "\"<aws.scheduler.scheduled-time>\"")
    error_message = "Scheduler finds its places only where < and > stand as they are."
  }

  assert {
    condition     = aws_scheduler_schedule.function["fleet-scan"].state == "ENABLED" && aws_scheduler_schedule.function["fleet-scan"].schedule_expression == "rate(1 hour)"
    error_message = "The fleet is scanned every hour."
  }

  assert {
    condition     = jsondecode(aws_scheduler_schedule.function["guest-probe"].target[0].input).scopes == [{ region = "eu-central-1" }]
    error_message = "Guests are probed where the document is."
  }

  assert {
    condition     = aws_lambda_permission.rule["guest-results"].source_arn == aws_cloudwatch_event_rule.function["guest-results"].arn
    error_message = "Only its rule may start guest-results."
  }

  assert {
    condition     = length(aws_sns_topic_subscription.mail) == 0
    error_message = "Nobody gets mail who was not named."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.scan_overdue.evaluation_periods == 3 && aws_cloudwatch_metric_alarm.scan_overdue.treat_missing_data == "breaching"
    error_message = "Three hours without a scan raise an alarm, even if there is no data at all."
  }

  assert {
    condition = alltrue([
      for alarm in concat(
        values(aws_cloudwatch_metric_alarm.errors),
        values(aws_cloudwatch_metric_alarm.throttles),
        values(aws_cloudwatch_metric_alarm.dead_letters),
        [aws_cloudwatch_metric_alarm.scan_overdue],
      ) : alarm.alarm_actions == toset([aws_sns_topic.alarms.arn])
    ])
    error_message = "Every alarm reaches the topic."
  }
}

run "two_regions_on_a_calendar" {
  command = plan

  variables {
    name                  = "readiness"
    regions               = ["us-east-1", "ap-northeast-2"]
    fleet_scan_schedule   = "cron(15 6 ? * MON-FRI *)"
    schedule_time_zone    = "Asia/Seoul"
    scan_overdue_hours    = 80
    alarm_email_addresses = ["on-call@example.org"]
    admin_ports           = [22, 2222]
    schedules_enabled     = false
    probe_document        = "readiness-probe"
    protect_table         = false
  }

  assert {
    condition     = jsondecode(aws_scheduler_schedule.function["fleet-scan"].target[0].input).scopes == [{ region = "us-east-1" }, { region = "ap-northeast-2" }]
    error_message = "The schedule names the regions in their order."
  }

  assert {
    condition     = aws_scheduler_schedule.function["fleet-scan"].schedule_expression_timezone == "Asia/Seoul" && aws_scheduler_schedule.function["fleet-scan"].state == "DISABLED"
    error_message = "Time zone and state are the variables'."
  }

  assert {
    condition     = jsondecode(aws_scheduler_schedule.function["guest-probe"].target[0].input).scopes == [{ region = "eu-central-1" }]
    error_message = "Guests are probed in the region of the deployment alone, whatever is scanned."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.function["guest-results"].event_pattern).detail["document-name"][0] == "readiness-probe" && aws_ssm_document.guest_probe.name == "readiness-probe"
    error_message = "The rule waits for the document that was sent."
  }

  assert {
    condition     = local.reads_the_fleet.condition.StringEquals["aws:RequestedRegion"] == tolist(["us-east-1", "ap-northeast-2"])
    error_message = "The role reads only where Muster scans."
  }

  assert {
    condition     = local.settings["MUSTER_ADMIN_PORTS"] == "22,2222"
    error_message = "Ports reach the function as it reads them."
  }

  assert {
    condition     = aws_sns_topic_subscription.mail["on-call@example.org"].protocol == "email"
    error_message = "Who was named gets mail."
  }

  assert {
    condition     = !aws_dynamodb_table.findings.deletion_protection_enabled
    error_message = "The table may be removed by whoever says so."
  }
}
