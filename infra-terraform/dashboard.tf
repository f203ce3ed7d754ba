# What a team needs to see: findings first, then scans, queues and functions. The names of the metrics are those of
# io.muster.handlers.metric.ScanMetrics; a test holds the two together.

locals {
  console = "https://${local.region}.console.aws.amazon.com"

  checklist_rows = [
    "INSTALL", "CONFIGURE", "PROVISION", "DEPLOY", "HIGH_AVAILABILITY", "SCALABILITY", "PERFORMANCE", "NETWORKING",
    "SECURITY", "METRICS", "LOGS", "BACKUP_AND_RESTORE", "COST_OPTIMIZATION", "DOCUMENTATION", "TESTS",
  ]
  severities = { CRITICAL = "#7d0000", HIGH = "#d13212", MEDIUM = "#ff9900", LOW = "#aab7b8" }

  # Each widget is half as wide as the dashboard, which has 24 columns.
  widgets = [
    {
      title   = "NOT_READY findings by severity"
      view    = "timeSeries"
      stacked = true
      stat    = "Maximum"
      period  = 3600
      metrics = [for severity, color in local.severities : ["Muster", "NotReady", "Severity", severity, { color = color }]]
    },
    {
      title   = "Hours since the least recent scope was scanned; scopes; scopes with an outdated scan"
      view    = "singleValue"
      stat    = "Maximum"
      period  = 3600
      metrics = [["Muster", "ScanAge", { id = "age", visible = false }], [{ expression = "age / 3600", label = "hours" }], ["Muster", "Scopes"], ["Muster", "ScopesStale"]]
    },
    {
      title   = "Open findings by checklist row"
      view    = "bar"
      stat    = "Maximum"
      period  = 3600
      metrics = [for row in local.checklist_rows : ["Muster", "OpenFindings", "Row", row]]
    },
    {
      title   = "Scan duration by scope (milliseconds)"
      view    = "timeSeries"
      stat    = "Maximum"
      period  = 3600
      metrics = [[{ expression = "SEARCH('{Muster,Account,Region} MetricName=\"ScanDuration\"', 'Maximum', 3600)" }]]
    },
    {
      title   = "Instances by scope"
      view    = "timeSeries"
      stacked = true
      stat    = "Maximum"
      period  = 3600
      metrics = [[{ expression = "SEARCH('{Muster,Account,Region} MetricName=\"Instances\"', 'Maximum', 3600)" }]]
    },
    {
      title  = "AWS API calls of scans: calls, retries, throttled"
      view   = "timeSeries"
      stat   = "Sum"
      period = 3600
      metrics = [
        for name in ["ApiCalls", "Retries", "Throttles"] :
        [{ expression = "SUM(SEARCH('{Muster,Account,Region} MetricName=\"${name}\"', 'Sum', 3600))", label = name }]
      ]
    },
    {
      title   = "Messages waiting in queues"
      view    = "timeSeries"
      stat    = "Maximum"
      period  = 300
      metrics = [for queue in aws_sqs_queue.work : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue.name]]
    },
    {
      title   = "Messages in dead-letter queues"
      view    = "timeSeries"
      stacked = true
      stat    = "Maximum"
      period  = 300
      metrics = [for queue in aws_sqs_queue.dead_letters : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue.name]]
    },
    {
      title   = "Failed Lambda invocations"
      view    = "timeSeries"
      stacked = true
      stat    = "Sum"
      period  = 900
      metrics = [for function in module.function : ["AWS/Lambda", "Errors", "FunctionName", function.name]]
    },
    {
      title   = "Throttled Lambda invocations"
      view    = "timeSeries"
      stacked = true
      stat    = "Sum"
      period  = 900
      metrics = [for function in module.function : ["AWS/Lambda", "Throttles", "FunctionName", function.name]]
    },
    {
      title   = "Maximum Lambda duration (milliseconds)"
      view    = "timeSeries"
      stat    = "Maximum"
      period  = 900
      metrics = [for function in module.function : ["AWS/Lambda", "Duration", "FunctionName", function.name]]
    },
  ]
}

resource "aws_cloudwatch_dashboard" "muster" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = concat(
      [local.console_widget],
      [
        for place, widget in local.widgets : {
          type       = "metric"
          x          = place % 2 * 12
          y          = local.console_widget.height + floor(place / 2) * 6
          width      = 12
          height     = 6
          properties = merge({ stacked = false, region = local.region }, widget)
        }
      ],
    )
  })
}
