# For people.

output "table_name" {
  description = "Name of the table of findings, as ./muster findings --table takes it."
  value       = aws_dynamodb_table.findings.name
}

output "table_url" {
  description = "The table in the DynamoDB console (Explore items)."
  value       = "${local.console}/dynamodbv2/home?region=${local.region}#item-explorer?table=${urlencode(aws_dynamodb_table.findings.name)}"
}

output "statements" {
  description = "PartiQL statements for the PartiQL editor of the DynamoDB console. Replace the parts in angle brackets."
  value = {
    critical_and_not_ready = "SELECT * FROM \"${aws_dynamodb_table.findings.name}\".\"open-by-verdict\" WHERE \"openVerdictPk\" IN ['VERDICT#CRITICAL#NOT_READY#0', 'VERDICT#CRITICAL#NOT_READY#1']"
    one_instance           = "SELECT * FROM \"${aws_dynamodb_table.findings.name}\".\"by-resource\" WHERE \"resourceKey\" = '<instance id>'"
    one_workload           = "SELECT * FROM \"${aws_dynamodb_table.findings.name}\".\"by-workload\" WHERE \"workloadKey\" = '<workload>'"
    one_scope              = "SELECT * FROM \"${aws_dynamodb_table.findings.name}\" WHERE \"pk\" = 'SCOPE#<account>#<region>' AND begins_with(\"sk\", 'FINDING#')"
  }
}

output "dashboard_url" {
  description = "The CloudWatch dashboard: the findings and what to do about them; then scans, queues and errors."
  value       = "${local.console}/cloudwatch/home?region=${local.region}#dashboards/dashboard/${aws_cloudwatch_dashboard.muster.dashboard_name}"
}

output "reader_policy_arn" {
  description = "IAM policy for people who look at the dashboard: its widget is run with their permissions. Attach it to their role or permission set."
  value       = aws_iam_policy.reader.arn
}

output "decider_policy_arn" {
  description = "IAM policy for people who also waive findings and attest items in the dashboard; null unless decide_in_console. Attach it beside the reader's."
  value       = one(aws_iam_policy.decider[*].arn)
}

output "decision_trail" {
  description = "CloudTrail trail and bucket that record who invoked the function decide; null unless record_decisions."
  value       = var.record_decisions ? { name = one(aws_cloudtrail.decisions[*].name), bucket = one(aws_s3_bucket.trail[*].id) } : null
}

output "workload_dashboard_urls" {
  description = "The dashboards of single workloads, by their keys in workload_dashboards."
  value       = { for name, dashboard in aws_cloudwatch_dashboard.workload : name => "${local.console}/cloudwatch/home?region=${local.region}#dashboards/dashboard/${dashboard.dashboard_name}" }
}

output "finding_topic_arn" {
  description = "SNS topic for changed findings. Subscribe an email address to it; for a chat see docs/integrations.md."
  value       = aws_sns_topic.findings.arn
}

output "alarm_topic_arn" {
  description = "SNS topic for the alarms. Subscribe a pager or a chat to it."
  value       = aws_sns_topic.alarms.arn
}

# For programs.

output "functions" {
  description = "Each function: its name, the alias to invoke, its role, its log group, its queue and its dead-letter queue (null if it has none)."
  value = {
    for name, function in module.function : name => {
      name              = function.name
      alias_arn         = function.alias_arn
      role_arn          = function.role_arn
      log_group         = function.log_group_name
      queue             = contains(keys(local.queues), name) ? aws_sqs_queue.work[name].url : null
      dead_letter_queue = contains(keys(local.delivered), name) ? aws_sqs_queue.dead_letters[name].url : null
    }
  }
}

output "hub" {
  description = "Values of this deployment that modules/spoke needs."
  value = {
    account         = local.account
    region          = local.region
    regions         = local.regions
    organization_id = var.organization_id
    role_arns       = [for name, function in local.functions : module.function[name].role_arn if function.scopes]
    event_bus_arn   = one(aws_cloudwatch_event_bus.spokes[*].arn)
    probe_document  = local.setting_values.probe_document
    # Empty if settings.log_group_prefixes chooses every log group.
    log_group_prefixes = local.query_prefixes
  }
}

output "log_groups_queried" {
  description = "The log groups that the role of log-analysis may query. Every one of the account is among them unless settings.log_group_prefixes names prefixes."
  value = {
    every     = length(local.query_prefixes) == 0
    resources = local.query_resources
  }
}
