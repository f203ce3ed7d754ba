# One alarm for each step on the way of a piece of work, over all functions together, so that one cause rings one bell:
# nobody asks for it, nobody takes it, it fails, nobody is told of it. What fails every time, whichever way, is a dead letter in
# the end, so that errors and throttles ring for what fails again and again, and succeeds in the end. A test plays every fault of
# docs/runbook.md through these alarms.

locals {
  # Ids in a metric's arithmetic take no hyphen.
  metric_ids = { for name in keys(local.functions) : name => replace(name, "-", "_") }

  # Until a message is laid aside it has been hidden as often as it was handed out. One that is older was not taken at all.
  oldest_seconds = { for name in keys(local.queues) : name => (local.attempts + 1) * local.visibility_seconds[name] }

  # What was under way when a cause was mended is laid aside up to one such time later, and belongs to the same bell.
  # Five minutes more, because a period that has just begun counts.
  trailing_periods = ceil(max(values(local.visibility_seconds)...) / 300) + 1

  # Longer than it takes until what fails every time is laid aside: attempts hidden one after the other, and two hours more.
  recurring_hours = ceil(local.attempts * max(values(local.visibility_seconds)...) / 3600) + 3

  # What shows that scans are asked for.
  scans_asked = {
    scanned   = { metric = "NumberOfMessagesDeleted", queue = aws_sqs_queue.work["fleet-scan"].name, stat = "Sum" }
    waiting   = { metric = "ApproximateNumberOfMessagesVisible", queue = aws_sqs_queue.work["fleet-scan"].name, stat = "Maximum" }
    given_up  = { metric = "ApproximateNumberOfMessagesVisible", queue = aws_sqs_queue.dead_letters["fleet-scan"].name, stat = "Maximum" }
    not_begun = { metric = "ApproximateNumberOfMessagesVisible", queue = aws_sqs_queue.dead_letters["dispatch"].name, stat = "Maximum" }
  }

  # What shows that changes of findings are told.
  notices = {
    age      = { namespace = "AWS/Lambda", metric = "IteratorAge", dimensions = { FunctionName = module.function["notify"].name }, stat = "Maximum" }
    started  = { namespace = "AWS/Lambda", metric = "Invocations", dimensions = { FunctionName = module.function["notify"].name }, stat = "Sum" }
    scanned  = { namespace = "AWS/SQS", metric = "NumberOfMessagesDeleted", dimensions = { QueueName = aws_sqs_queue.work["fleet-scan"].name }, stat = "Sum" }
    given_up = { namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = aws_sqs_queue.dead_letters["notify"].name }, stat = "Maximum" }
  }

  runbook = "docs/runbook.md"
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

# Work is lost until somebody redrives it. Whatever fails every time ends here, whichever way it fails.
resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name          = "${var.name}-dead-letters"
  alarm_description   = "Work was given up after every attempt and lies in a queue ${var.name}-<function>-dead-letters. Runbook: ${local.runbook}#dead-letters"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = local.trailing_periods
  datapoints_to_alarm = 1
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

# Nothing is lost, but hour after hour runs break or find no concurrency, and only a later attempt succeeds. In so many hours as
# these what fails every time is a dead letter, which has rung; it keeps these silent. Functions that a queue starts, and not
# all: an alarm takes ten metrics, and what dispatch and notify fail at is a dead letter within minutes.
resource "aws_cloudwatch_metric_alarm" "recurring" {
  for_each = {
    errors    = { metric = "Errors", what = "Runs broke" }
    throttles = { metric = "Throttles", what = "Lambda had no concurrency left for Muster" }
  }

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.what} in each of ${local.recurring_hours} hours, and a later attempt succeeded. Runbook: ${local.runbook}#${each.key}"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = local.recurring_hours
  datapoints_to_alarm = local.recurring_hours
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "all"
    label       = "${each.value.what}; far below 0 while there are dead letters"
    expression  = "SUM([${join(", ", [for name in keys(local.queues) : "FILL(${local.metric_ids[name]}, 0), 0 - FILL(${local.metric_ids[name]}_given_up, 0) * 1000000"])}])"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.queues

    content {
      id = local.metric_ids[metric_query.key]

      metric {
        namespace   = "AWS/Lambda"
        metric_name = each.value.metric
        dimensions  = { FunctionName = module.function[metric_query.key].name }
        stat        = "Sum"
        period      = 3600
      }
    }
  }

  dynamic "metric_query" {
    for_each = local.queues

    content {
      id = "${local.metric_ids[metric_query.key]}_given_up"

      metric {
        namespace   = "AWS/SQS"
        metric_name = "ApproximateNumberOfMessagesVisible"
        dimensions  = { QueueName = aws_sqs_queue.dead_letters[metric_query.key].name }
        stat        = "Maximum"
        period      = 3600
      }
    }
  }
}

# Nobody asks for scans. Whatever shows that somebody does keeps it silent: a scope that was scanned, one that was given up,
# one that waits to be taken, and a schedule's start that was given up. Each of these has a bell of its own where it needs one.
resource "aws_cloudwatch_metric_alarm" "scan_overdue" {
  alarm_name          = "${var.name}-scan-overdue"
  alarm_description   = "No scan was asked for in ${var.scan_overdue_hours} hours, so the findings are older than that. Runbook: ${local.runbook}#scan-overdue"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = var.scan_overdue_hours
  datapoints_to_alarm = var.scan_overdue_hours
  # An hour without any message has no data at all.
  treat_missing_data = "breaching"
  alarm_actions      = [aws_sns_topic.alarms.arn]
  ok_actions         = [aws_sns_topic.alarms.arn]

  metric_query {
    id    = "asked"
    label = "Scopes scanned, given up or waiting, and starts given up"
    # SUM leaves out a metric without data; + would have none either.
    expression  = "SUM([${join(", ", [for id in keys(local.scans_asked) : "FILL(${id}, 0)"])}])"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.scans_asked

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/SQS"
        metric_name = metric_query.value.metric
        dimensions  = { QueueName = metric_query.value.queue }
        stat        = metric_query.value.stat
        period      = 3600
      }
    }
  }
}

# Asked for, and not taken. It stays for as long as dead-letters does, because the age falls back each time that the oldest
# messages are taken at last, and rises again while there is too much to do.
resource "aws_cloudwatch_metric_alarm" "backlog" {
  alarm_name          = "${var.name}-backlog"
  alarm_description   = "A message has waited longer than all its attempts take: nobody takes it. Runbook: ${local.runbook}#backlog"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = local.trailing_periods
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "worst"
    label       = "Age of the oldest message, as a share of what its attempts take"
    expression  = "MAX([${join(", ", [for name in keys(local.queues) : "FILL(${local.metric_ids[name]}, 0) / ${local.oldest_seconds[name]}"])}])"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.queues

    content {
      id = local.metric_ids[metric_query.key]

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

# Done, and not told. Each scan's summary starts notify, so that scans without a start of it mean that nobody reads the
# stream. Silent while notify has dead letters, which have rung: they hold up what comes behind them.
resource "aws_cloudwatch_metric_alarm" "notices_late" {
  alarm_name          = "${var.name}-notices-late"
  alarm_description   = "Notices of changed findings are an hour late, or none are sent at all. Runbook: ${local.runbook}#notices-late"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 4
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id    = "late"
    label = "Hours that notices are late, or scans that nobody read of; far below 0 while told of otherwise"
    # No IF, which has no value where one of its metrics has none.
    expression  = "SUM([MAX([FILL(age, 0) / 3600000, SUM([FILL(scanned, 0), 0 - FILL(started, 0) * 1000000])]), 0 - FILL(given_up, 0) * 1000000])"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.notices

    content {
      id = metric_query.key

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.metric
        dimensions  = metric_query.value.dimensions
        stat        = metric_query.value.stat
        period      = 3600
      }
    }
  }
}
