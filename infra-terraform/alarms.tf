# One alarm for each thing to do, over all functions together, so that one cause does not ring as many bells as there are
# functions. docs/runbook.md says what each means and what to do; the dashboard shows which function it is.

locals {
  # Ids in a metric's arithmetic take no hyphen.
  metric_ids = { for name in keys(local.functions) : name => replace(name, "-", "_") }

  # fleet-scan's has an alarm of its own.
  backlog_queues = { for name in keys(local.queues) : name => local.metric_ids[name] if name != "fleet-scan" }

  # Until a message is laid aside it has been hidden as often as it was handed out. One that is older was not taken at all.
  oldest_seconds = { for name in keys(local.queues) : name => (local.attempts + 1) * local.visibility_seconds[name] }

  runbook = "docs/runbook.md"
}

resource "aws_sns_topic" "alarms" {
  name              = "${var.name}-alarms"
  display_name      = "Muster alarms"
  kms_master_key_id = aws_kms_key.muster.arn
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

# Work is lost until somebody redrives it. Whatever fails every time ends here, whichever way it fails.
resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name          = "${var.name}-dead-letters"
  alarm_description   = "Work was given up after every attempt and lies in a queue ${var.name}-<function>-dead-letters. Runbook: ${local.runbook}#dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "all"
    label       = "Dead letters"
    expression  = "SUM([${join(", ", [for id in values(local.metric_ids) : "FILL(${id}, 0)"])}])"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.metric_ids

    content {
      id = metric_query.value

      metric {
        namespace   = "AWS/SQS"
        metric_name = "ApproximateNumberOfMessagesVisible"
        dimensions  = { QueueName = aws_sqs_queue.dead_letters[metric_query.key].name }
        stat        = "Maximum"
        period      = 300
      }
    }
  }
}

# Not for one message that fails, which is handed out three times over hours and then a dead letter: for a function that
# breaks whatever it is given, as after a bad deployment.
resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "${var.name}-errors"
  alarm_description   = "Functions break again and again, as after a bad deployment. Runbook: ${local.runbook}#errors"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 5
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "all"
    label       = "Runs that broke"
    expression  = "SUM([${join(", ", [for id in values(local.metric_ids) : "FILL(${id}, 0)"])}])"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.metric_ids

    content {
      id = metric_query.value

      metric {
        namespace   = "AWS/Lambda"
        metric_name = "Errors"
        dimensions  = { FunctionName = module.function[metric_query.key].name }
        stat        = "Sum"
        period      = 900
      }
    }
  }
}

# Lambda tries again by itself; three quarters of an hour of it is a shortage.
resource "aws_cloudwatch_metric_alarm" "throttles" {
  alarm_name          = "${var.name}-throttles"
  alarm_description   = "Lambda has had no concurrency left for Muster for 45 minutes. Runbook: ${local.runbook}#throttles"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 3
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "all"
    label       = "Runs put off"
    expression  = "SUM([${join(", ", [for id in values(local.metric_ids) : "FILL(${id}, 0)"])}])"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.metric_ids

    content {
      id = metric_query.value

      metric {
        namespace   = "AWS/Lambda"
        metric_name = "Throttles"
        dimensions  = { FunctionName = module.function[metric_query.key].name }
        stat        = "Sum"
        period      = 900
      }
    }
  }
}

# A message leaves fleet-scan's queue when its scope is scanned, and only then. Where scans fail they become dead letters,
# which have rung already, so that this one is for scans that nobody asks for or nobody takes.
resource "aws_cloudwatch_metric_alarm" "scan_overdue" {
  alarm_name          = "${var.name}-scan-overdue"
  alarm_description   = "No scope was scanned for ${var.scan_overdue_hours} hours, so the findings are older than that. Runbook: ${local.runbook}#scan-overdue"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = var.scan_overdue_hours
  datapoints_to_alarm = var.scan_overdue_hours
  # An hour without any message has no data at all.
  treat_missing_data = "breaching"
  alarm_actions      = [aws_sns_topic.alarms.arn]
  ok_actions         = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "scanned"
    label       = "Scopes scanned, or given up and told of"
    expression  = "FILL(done, 0) + FILL(given_up, 0)"
    return_data = true
  }

  metric_query {
    id = "done"

    metric {
      namespace   = "AWS/SQS"
      metric_name = "NumberOfMessagesDeleted"
      dimensions  = { QueueName = aws_sqs_queue.work["fleet-scan"].name }
      stat        = "Sum"
      period      = 3600
    }
  }

  metric_query {
    id = "given_up"

    metric {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesVisible"
      dimensions  = { QueueName = aws_sqs_queue.dead_letters["fleet-scan"].name }
      stat        = "Maximum"
      period      = 3600
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "backlog" {
  alarm_name          = "${var.name}-backlog"
  alarm_description   = "A message has waited longer than all its attempts take: nobody takes it. Runbook: ${local.runbook}#backlog"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "worst"
    label       = "Age of the oldest message, as a share of what its attempts take"
    expression  = "MAX([${join(", ", [for name, id in local.backlog_queues : "FILL(${id}, 0) / ${local.oldest_seconds[name]}"])}])"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.backlog_queues

    content {
      id = metric_query.value

      metric {
        namespace   = "AWS/SQS"
        metric_name = "ApproximateAgeOfOldestMessage"
        dimensions  = { QueueName = aws_sqs_queue.work[metric_query.key].name }
        stat        = "Maximum"
        period      = 300
      }
    }
  }
}

# What cannot be announced becomes a dead letter within minutes; this is for more changes than notify works off.
resource "aws_cloudwatch_metric_alarm" "notices_late" {
  alarm_name          = "${var.name}-notices-late"
  alarm_description   = "Notices of changed findings are an hour late. Runbook: ${local.runbook}#notices-late"
  namespace           = "AWS/Lambda"
  metric_name         = "IteratorAge"
  dimensions          = { FunctionName = module.function["notify"].name, Resource = "${module.function["notify"].name}:live" }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 3600000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}
