# One alarm per step of a piece of work, over all functions, so that one cause raises one alarm: it is not scheduled, not
# received, it fails, its changes are not announced. What fails every time becomes a dead letter, so that errors and throttles
# are for what fails repeatedly and succeeds in the end. A test plays every fault of docs/runbook.md through these alarms.

locals {
  # Ids in metric math take no hyphen.
  metric_ids = { for name in keys(local.delivered) : name => replace(name, "-", "_") }

  # Until a message is a dead letter it has been hidden once per receive. An older one was not received at all.
  backlog_seconds = { for name in keys(local.queues) : name => (local.max_receives + 1) * local.visibility_seconds[name] }

  # A message in flight when a cause ends may become a dead letter one such time later, and belongs to the same alarm.
  # Five minutes more, because a period that has just begun counts.
  trailing_periods = ceil(max(values(local.visibility_seconds)...) / 300) + 1

  # Longer than the way to the dead-letter queue: max_receives visibility timeouts, and two hours more.
  recurring_hours = ceil(local.max_receives * max(values(local.visibility_seconds)...) / 3600) + 3

  dead_letter_metrics = {
    for name, id in local.metric_ids : id => {
      namespace  = "AWS/SQS"
      name       = "ApproximateNumberOfMessagesVisible"
      dimensions = { QueueName = aws_sqs_queue.dead_letters[name].name }
      stat       = "Maximum"
    }
  }

  # Of functions that a queue starts, and not of all: an alarm takes ten metrics, and failures of dispatch and notify are dead
  # letters within minutes.
  recurring_metrics = {
    for metric in ["Errors", "Throttles"] : metric => merge(
      {
        for name in keys(local.queues) : local.metric_ids[name] => {
          namespace  = "AWS/Lambda"
          name       = metric
          dimensions = { FunctionName = module.function[name].name }
          stat       = "Sum"
        }
      },
      { for name in keys(local.queues) : "${local.metric_ids[name]}_given_up" => local.dead_letter_metrics[local.metric_ids[name]] },
    )
  }

  # In as many hours as these, what fails every time is a dead letter, which has raised its own alarm; it silences these.
  recurring_expression = "SUM([${join(", ", [for name in keys(local.queues) : "FILL(${local.metric_ids[name]}, 0), 0 - FILL(${local.metric_ids[name]}_given_up, 0) * 1000000"])}])"

  scans_deleted = {
    namespace  = "AWS/SQS"
    name       = "NumberOfMessagesDeleted"
    dimensions = { QueueName = aws_sqs_queue.work["fleet-scan"].name }
    stat       = "Sum"
  }

  scan_metrics = {
    scanned   = local.scans_deleted
    waiting   = merge(local.dead_letter_metrics["fleet_scan"], { dimensions = { QueueName = aws_sqs_queue.work["fleet-scan"].name } })
    given_up  = local.dead_letter_metrics["fleet_scan"]
    not_begun = local.dead_letter_metrics["dispatch"]
  }

  alarms = {
    # Work is lost until it is redriven. Whatever fails every time ends here, however it fails.
    dead-letters = {
      summary        = "Messages failed after all attempts and were moved to a dead-letter queue, ${var.name}-<function>-dead-letters."
      period_seconds = 300
      periods        = local.trailing_periods
      datapoints     = 1
      metrics        = local.dead_letter_metrics
      expression = {
        id    = "all"
        label = "Dead letters"
        text  = "SUM([${join(", ", [for id in values(local.metric_ids) : "FILL(${id}, 0)"])}])"
      }
    }

    # Nothing is lost, but invocations fail or are throttled hour after hour, and only a later attempt succeeds.
    errors = {
      summary        = "Lambda invocations failed in each of ${local.recurring_hours} hours, and succeeded only when retried."
      period_seconds = 3600
      periods        = local.recurring_hours
      datapoints     = local.recurring_hours
      metrics        = local.recurring_metrics["Errors"]
      expression     = { id = "all", label = "Failed invocations; far below 0 while there are dead letters", text = local.recurring_expression }
    }

    throttles = {
      summary        = "Lambda throttled invocations of Muster in each of ${local.recurring_hours} hours, and they succeeded only when retried."
      period_seconds = 3600
      periods        = local.recurring_hours
      datapoints     = local.recurring_hours
      metrics        = local.recurring_metrics["Throttles"]
      expression     = { id = "all", label = "Throttled invocations; far below 0 while there are dead letters", text = local.recurring_expression }
    }

    # No scan is scheduled. Whatever shows that one is silences it: a scope that was scanned, given up or waits, and a start that
    # Scheduler gave up. Each of these has an alarm of its own where it needs one.
    scan-overdue = {
      summary        = "No scan was started in ${var.scan_overdue_hours} hours, so the findings are older than that."
      comparison     = "LessThanThreshold"
      period_seconds = 3600
      periods        = var.scan_overdue_hours
      datapoints     = var.scan_overdue_hours
      # An hour without any message has no data at all.
      missing_data = "breaching"
      metrics      = local.scan_metrics
      expression = {
        id    = "asked"
        label = "Scopes scanned, waiting or in the dead-letter queue, and failed starts"
        # SUM leaves out a metric without data; + would have none either.
        text = "SUM([${join(", ", [for id in keys(local.scan_metrics) : "FILL(${id}, 0)"])}])"
      }
    }

    # Sent, and not received. It lasts as long as dead-letters, because the age falls back each time that the oldest messages are
    # received at last, and rises again while there is too much to do.
    backlog = {
      summary        = "A message has waited longer than all its attempts take: no function receives it, or there are more messages than the functions can process."
      period_seconds = 300
      periods        = local.trailing_periods
      datapoints     = 1
      metrics = {
        for name in keys(local.queues) : local.metric_ids[name] => {
          namespace  = "AWS/SQS"
          name       = "ApproximateAgeOfOldestMessage"
          dimensions = { QueueName = aws_sqs_queue.work[name].name }
          stat       = "Maximum"
        }
      }
      expression = {
        id    = "worst"
        label = "Age of the oldest message, as a share of the time that its attempts take"
        text  = "MAX([${join(", ", [for name in keys(local.queues) : "FILL(${local.metric_ids[name]}, 0) / ${local.backlog_seconds[name]}"])}])"
      }
    }

    # Done, and not announced. Each scan's summary starts notify, so that scans without a start of it mean that the stream is not
    # read. Silent while notify has dead letters, which have raised their own alarm: they hold up the records behind them.
    notices-late = {
      summary        = "Notices of changed findings are at least an hour late, or are not sent."
      period_seconds = 3600
      periods        = 4
      datapoints     = 3
      metrics = {
        age      = { namespace = "AWS/Lambda", name = "IteratorAge", dimensions = { FunctionName = module.function["notify"].name }, stat = "Maximum" }
        started  = { namespace = "AWS/Lambda", name = "Invocations", dimensions = { FunctionName = module.function["notify"].name }, stat = "Sum" }
        scanned  = local.scans_deleted
        given_up = local.dead_letter_metrics["notify"]
      }
      expression = {
        id    = "late"
        label = "Hours that notices are late, or scans after which notify was not started; far below 0 while notify works or has dead letters"
        # No IF, which has no value where one of its metrics has none.
        text = "SUM([MAX([FILL(age, 0) / 3600000, SUM([FILL(scanned, 0), 0 - FILL(started, 0) * 1000000])]), 0 - FILL(given_up, 0) * 1000000])"
      }
    }
  }
}

module "alarm" {
  source   = "./modules/metric-alarm"
  for_each = local.alarms

  name           = "${var.name}-${each.key}"
  description    = "${each.value.summary} Runbook: docs/runbook.md#${each.key}"
  comparison     = try(each.value.comparison, null)
  period_seconds = each.value.period_seconds
  periods        = each.value.periods
  datapoints     = each.value.datapoints
  missing_data   = try(each.value.missing_data, null)
  metrics        = each.value.metrics
  expression     = each.value.expression
  topic_arn      = aws_sns_topic.alarms.arn
}

resource "aws_sns_topic" "alarms" {
  name              = "${var.name}-alarms"
  display_name      = "Muster alarms"
  kms_master_key_id = aws_kms_key.alarms.arn
}

resource "aws_sns_topic_policy" "alarms" {
  arn = aws_sns_topic.alarms.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AlarmsOfThisAccount"
      Effect    = "Allow"
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.alarms.arn
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_sns_topic_subscription" "mail" {
  for_each = var.alarm_email_addresses

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.value
}

# Alarms were resources of this module.

moved {
  from = aws_cloudwatch_metric_alarm.dead_letters
  to   = module.alarm["dead-letters"].aws_cloudwatch_metric_alarm.alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.recurring["errors"]
  to   = module.alarm["errors"].aws_cloudwatch_metric_alarm.alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.recurring["throttles"]
  to   = module.alarm["throttles"].aws_cloudwatch_metric_alarm.alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.scan_overdue
  to   = module.alarm["scan-overdue"].aws_cloudwatch_metric_alarm.alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.backlog
  to   = module.alarm["backlog"].aws_cloudwatch_metric_alarm.alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.notices_late
  to   = module.alarm["notices-late"].aws_cloudwatch_metric_alarm.alarm
}
