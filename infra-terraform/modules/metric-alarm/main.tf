# An alarm on an expression over several metrics.

resource "aws_cloudwatch_metric_alarm" "alarm" {
  alarm_name          = var.name
  alarm_description   = var.description
  comparison_operator = var.comparison
  threshold           = 1
  evaluation_periods  = var.periods
  datapoints_to_alarm = var.datapoints
  treat_missing_data  = var.missing_data
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  metric_query {
    id          = var.expression.id
    label       = var.expression.label
    expression  = var.expression.text
    return_data = true
  }

  dynamic "metric_query" {
    for_each = var.metrics

    content {
      id = metric_query.key

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.name
        dimensions  = metric_query.value.dimensions
        stat        = metric_query.value.stat
        period      = var.period_seconds
      }
    }
  }
}
