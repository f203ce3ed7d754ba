# Each alarm says in its description what to do; docs and README say more.

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

resource "aws_cloudwatch_metric_alarm" "errors" {
  for_each = local.functions

  alarm_name        = "${var.name}-${each.key}-errors"
  alarm_description = "${var.name}-${each.key} failed, and failed again when Lambda repeated it. Its log says why: ${module.function[each.key].log_group_name}"
  namespace         = "AWS/Lambda"
  metric_name       = "Errors"
  dimensions        = { FunctionName = module.function[each.key].name }
  statistic         = "Sum"
  # Long enough for a run that lasts as long as it may and for the next attempt.
  period              = 3600
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 2
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "throttles" {
  for_each = local.functions

  alarm_name          = "${var.name}-${each.key}-throttles"
  alarm_description   = "Lambda had no concurrency left for ${var.name}-${each.key}; it repeats the event for an hour. Look at what else runs, or ask AWS for more concurrency."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions          = { FunctionName = module.function[each.key].name }
  statistic           = "Sum"
  period              = 900
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  for_each = local.functions

  alarm_name          = "${var.name}-${each.key}-dead-letters"
  alarm_description   = "Events for ${var.name}-${each.key} were given up after every attempt. Read them in the queue ${module.function[each.key].dead_letter_queue.name}, mend the cause, then purge it: the next scheduled run does the work."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = module.function[each.key].dead_letter_queue.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "scan_overdue" {
  alarm_name          = "${var.name}-scan-overdue"
  alarm_description   = "No scan of the fleet succeeded for ${var.scan_overdue_hours} hours, so the findings are older than that. Look at the schedule ${var.name}/fleet-scan, then at the function's log: ${module.function["fleet-scan"].log_group_name}"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = var.scan_overdue_hours
  datapoints_to_alarm = var.scan_overdue_hours
  # An hour in which the function did not run has no data at all.
  treat_missing_data = "breaching"
  alarm_actions      = [aws_sns_topic.alarms.arn]
  ok_actions         = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "succeeded"
    label       = "Scans that succeeded"
    expression  = "invocations - FILL(errors, 0)"
    return_data = true
  }

  metric_query {
    id = "invocations"

    metric {
      namespace   = "AWS/Lambda"
      metric_name = "Invocations"
      dimensions  = { FunctionName = module.function["fleet-scan"].name }
      stat        = "Sum"
      period      = 3600
    }
  }

  metric_query {
    id = "errors"

    metric {
      namespace   = "AWS/Lambda"
      metric_name = "Errors"
      dimensions  = { FunctionName = module.function["fleet-scan"].name }
      stat        = "Sum"
      period      = 3600
    }
  }
}
