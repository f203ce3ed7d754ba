# What is deployed, with AWS's answers made up. The Java tests of functions/deployment read the state of the run 'defaults'.

mock_provider "aws" {
  source = "./tests"
}

# By their ARNs only are two keys told apart.
override_resource {
  target = aws_kms_key.alarms
  values = { arn = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-4000-8000-0000000a1a12" }
}

variables {
  functions_zip = "./tests/empty.zip"
}

run "defaults" {
  command = apply

  assert {
    condition     = output.functions["fleet-scan"].name == "muster-fleet-scan"
    error_message = "A function's name begins with the deployment's."
  }

  assert {
    condition     = aws_dynamodb_table.findings.deletion_protection_enabled
    error_message = "The table is protected by default."
  }

  assert {
    condition = jsondecode(aws_scheduler_schedule.work["fleet-scan"].target[0].input) == {
      function    = "dispatch"
      work        = "fleet-scan"
      schedule    = "<aws.scheduler.schedule-arn>"
      scheduledAt = "<aws.scheduler.scheduled-time>"
      execution   = "<aws.scheduler.execution-id>"
      attempt     = "<aws.scheduler.attempt-number>"
    }
    error_message = "The schedule sends what events/dispatch.json shows."
  }

  assert {
    condition     = strcontains(aws_scheduler_schedule.work["fleet-scan"].target[0].input, "\"<aws.scheduler.scheduled-time>\"")
    error_message = "Scheduler finds its places only where < and > stand as they are."
  }

  assert {
    condition     = { for work, schedule in aws_scheduler_schedule.work : work => "${schedule.state} ${schedule.schedule_expression}" } == { for work, every in local.schedules : work => "ENABLED ${every}" }
    error_message = "Every schedule runs."
  }

  assert {
    condition     = aws_scheduler_schedule.work["fleet-scan"].schedule_expression == "rate(1 hour)" && aws_scheduler_schedule.work["guest-probe"].schedule_expression == "rate(1 day)"
    error_message = "The fleet is scanned every hour, its guests are probed every day."
  }

  assert {
    condition     = local.function_environments["dispatch"]["MUSTER_ACCOUNTS"] == "123456789012" && local.function_environments["dispatch"]["MUSTER_REGIONS"] == "eu-central-1" && local.function_environments["dispatch"]["MUSTER_ORGANIZATION"] == "false"
    error_message = "Only this account and region are scanned."
  }

  assert {
    condition     = local.function_environments["guest-probe"]["MUSTER_PROBE_DOCUMENT_HASHES"] == "123456789012/eu-central-1=${aws_ssm_document.guest_probe.hash}" && local.function_environments["instance-change"]["MUSTER_PROBE_DOCUMENT_HASHES"] == local.function_environments["guest-probe"]["MUSTER_PROBE_DOCUMENT_HASHES"]
    error_message = "What sends the probe knows the hash of its document."
  }

  assert {
    condition     = output.log_groups_queried.every && output.log_groups_queried.resources == ["arn:aws:logs:*:123456789012:log-group:*"]
    error_message = "The output says that every log group may be queried."
  }

  assert {
    condition     = jsondecode(aws_kms_key.alarms.policy).Statement[1].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    error_message = "The alarms of other accounts have no use of the key."
  }

  assert {
    condition     = length(aws_cloudwatch_event_bus.spokes) == 0 && output.hub.event_bus_arn == null
    error_message = "Without spokes there is no bus to send events to."
  }

  assert {
    condition     = toset(keys(aws_cloudwatch_event_rule.event)) == toset(keys(module.contract.event_patterns))
    error_message = "Each event has one rule, on the default bus."
  }

  assert {
    condition     = length(aws_cloudtrail.decisions) == 0 && length(aws_s3_bucket.trail) == 0 && output.decision_trail == null && !contains(keys(local.function_environments["decide"]), "MUSTER_DECISION_TRAIL")
    error_message = "A trail is made only where it is asked for."
  }

  assert {
    condition     = length(aws_sns_topic_subscription.mail) == 0
    error_message = "Only addresses that are named get mail."
  }

  assert {
    condition     = local.alarms["scan-overdue"].periods == 6 && local.alarms["scan-overdue"].missing_data == "breaching"
    error_message = "Six hours without a scan raise an alarm, even if there is no data at all."
  }
}

run "decisions_on_a_trail" {
  command = apply

  variables {
    record_decisions    = true
    workload_dashboards = { shop = "Shop \"front\"", pay = "pay" }
  }

  assert {
    condition     = { for selector in aws_cloudtrail.decisions[0].advanced_event_selector[0].field_selector : selector.field => coalesce(selector.equals, selector.starts_with) } == { eventCategory = tolist(["Data"]), "resources.type" = tolist(["AWS::Lambda::Function"]), "resources.ARN" = tolist(["arn:aws:lambda:eu-central-1:123456789012:function:muster-decide"]) }
    error_message = "The trail records invocations of the function decide, and nothing else."
  }

  assert {
    condition     = alltrue([for function in ["console", "decide"] : local.function_environments[function]["MUSTER_DECISION_TRAIL"] == aws_cloudtrail.decisions[0].name])
    error_message = "The page names the trail."
  }

  assert {
    condition     = alltrue([for statement in jsondecode(aws_s3_bucket_policy.trail[0].policy).Statement : statement.Condition.StringEquals["aws:SourceArn"] == "arn:aws:cloudtrail:eu-central-1:123456789012:trail/muster-decisions" if statement.Effect == "Allow"])
    error_message = "This trail alone writes to the bucket."
  }

  assert {
    condition     = output.decision_trail.name == "muster-decisions"
    error_message = "The output names the trail."
  }

  assert {
    condition     = { for name, dashboard in aws_cloudwatch_dashboard.workload : dashboard.dashboard_name => [for widget in jsondecode(dashboard.dashboard_body).widgets : widget.properties.params] } == { "muster-shop" = [{ page = "workload", of = "Shop \"front\"" }, { page = "findings", workload = "Shop \"front\"" }], "muster-pay" = [{ page = "workload", of = "pay" }, { page = "findings", workload = "pay" }] }
    error_message = "Each workload's dashboard shows its scorecard and its findings."
  }

  assert {
    condition     = length([for statement in jsondecode(aws_iam_policy.reader.policy).Statement : statement if statement.Sid == "OpenTheDashboard" && length(statement.Resource) == 3]) == 1
    error_message = "Readers may open each dashboard."
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
    settings              = { admin_ports = [22, 2222], probe_document = "readiness-probe", log_group_prefixes = ["/prod/", "/aws/lambda/"] }
    probe_document_hashes = { "123456789012/us-east-1" = "1111111111111111111111111111111111111111111111111111111111111111" }
    schedules_enabled     = false
    protect_table         = false
  }

  assert {
    condition     = local.function_environments["dispatch"]["MUSTER_REGIONS"] == "us-east-1,ap-northeast-2"
    error_message = "Regions reach dispatch in their order."
  }

  assert {
    condition     = aws_scheduler_schedule.work["fleet-scan"].schedule_expression_timezone == "Asia/Seoul" && aws_scheduler_schedule.work["fleet-scan"].state == "DISABLED"
    error_message = "Time zone and state are the variables'."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.event["guest-results"].event_pattern).detail["document-name"][0] == "readiness-probe" && aws_ssm_document.guest_probe.name == "readiness-probe"
    error_message = "The rule waits for the document that was sent."
  }

  assert {
    condition     = local.region_condition.StringEquals["aws:RequestedRegion"] == tolist(["us-east-1", "ap-northeast-2"])
    error_message = "The roles may read in the regions of the scopes alone."
  }

  assert {
    condition     = contains(local.statement_send_probe.resources, "arn:aws:ssm:ap-northeast-2:123456789012:document/readiness-probe")
    error_message = "The probe is sent in every region."
  }

  assert {
    condition     = local.statement_query_logs.resources == ["arn:aws:logs:*:123456789012:log-group:/aws/lambda/*", "arn:aws:logs:*:123456789012:log-group:/prod/*"] && !output.log_groups_queried.every && output.hub.log_group_prefixes == ["/prod/", "/aws/lambda/"]
    error_message = "Only log groups with the prefixes may be queried."
  }

  assert {
    condition     = local.probe_document_hashes["123456789012/us-east-1"] == "1111111111111111111111111111111111111111111111111111111111111111"
    error_message = "The hash of a spoke's document is told by the variable."
  }

  assert {
    condition     = aws_cloudwatch_event_bus.spokes[0].name == "readiness-spokes" && length(aws_cloudwatch_event_bus_policy.spokes) == 0
    error_message = "Other regions have a bus to send to, and need no permission of it."
  }

  assert {
    condition     = aws_cloudwatch_event_rule.event["volume-change-of-spokes"].event_bus_name == "readiness-spokes" && aws_cloudwatch_event_target.queue["volume-change-of-spokes"].event_bus_name == "readiness-spokes"
    error_message = "Each event has a rule on that bus, too."
  }

  assert {
    condition     = local.settings["MUSTER_ADMIN_PORTS"] == "22,2222"
    error_message = "Ports reach the function as it reads them."
  }

  assert {
    condition     = aws_sns_topic_subscription.mail["on-call@example.org"].protocol == "email"
    error_message = "An address that is named gets mail."
  }

  assert {
    condition     = !aws_dynamodb_table.findings.deletion_protection_enabled
    error_message = "protect_table = false allows that the table is removed."
  }
}

run "named_accounts" {
  command = plan

  variables {
    accounts = ["123456789012", "444455556666"]
  }

  assert {
    condition     = local.statement_assume_spoke_roles.resources == ["arn:aws:iam::444455556666:role/muster-spoke"] && length(local.statement_assume_spoke_roles.condition) == 0
    error_message = "The functions may act in the accounts that are named, by that one role."
  }

  assert {
    condition     = local.function_environments["dispatch"]["MUSTER_ACCOUNTS"] == "123456789012,444455556666"
    error_message = "Accounts reach dispatch in their order."
  }
}

run "settings_as_variables_of_their_own" {
  command = plan

  variables {
    settings               = { minimum_zones = 3, image_maximum_age_days = 90 }
    image_maximum_age_days = 60
    admin_ports            = [22, 2222]
    log_access_names       = ["caddy"]
    probe_document         = "readiness-probe"
  }

  assert {
    condition = {
      for name in ["MINIMUM_ZONES", "IMAGE_MAXIMUM_AGE_DAYS", "ADMIN_PORTS", "LOG_ACCESS_NAMES", "PROBE_DOCUMENT", "OWNER_TAG_KEY"] : name => local.settings["MUSTER_${name}"]
      } == {
      MINIMUM_ZONES          = "3"
      IMAGE_MAXIMUM_AGE_DAYS = "60"
      ADMIN_PORTS            = "22,2222"
      LOG_ACCESS_NAMES       = "caddy"
      PROBE_DOCUMENT         = "readiness-probe"
      OWNER_TAG_KEY          = "owner"
    }
    error_message = "What a former variable says wins, what only the object says stays, and the rest has its default."
  }

  # Terraform warns of them.
  expect_failures = [
    check.former_settings,
  ]
}
