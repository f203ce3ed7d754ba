# What a team looks at: findings on the left, the machinery on the right. The names of the metrics are those of
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
      title   = "Not ready, by severity"
      view    = "timeSeries"
      stacked = true
      stat    = "Maximum"
      period  = 3600
      metrics = [for severity, color in local.severities : ["Muster", "NotReady", "Severity", severity, { color = color }]]
    },
    {
      title   = "Hours since the oldest of the scopes' newest scans; scopes; those scanned too long ago"
      view    = "singleValue"
      stat    = "Maximum"
      period  = 3600
      metrics = [["Muster", "ScanAge", { id = "age", visible = false }], [{ expression = "age / 3600", label = "hours" }], ["Muster", "Scopes"], ["Muster", "ScopesStale"]]
    },
    {
      title   = "Open findings, by row of the checklist"
      view    = "bar"
      stat    = "Maximum"
      period  = 3600
      metrics = [for row in local.checklist_rows : ["Muster", "OpenFindings", "Row", row]]
    },
    {
      title   = "Scans: milliseconds, by scope"
      view    = "timeSeries"
      stat    = "Maximum"
      period  = 3600
      metrics = [[{ expression = "SEARCH('{Muster,Account,Region} MetricName=\"ScanDuration\"', 'Maximum', 3600)" }]]
    },
    {
      title   = "Instances, by scope"
      view    = "timeSeries"
      stacked = true
      stat    = "Maximum"
      period  = 3600
      metrics = [[{ expression = "SEARCH('{Muster,Account,Region} MetricName=\"Instances\"', 'Maximum', 3600)" }]]
    },
    {
      title  = "Calls of AWS by scans, and those that were throttled"
      view   = "timeSeries"
      stat   = "Sum"
      period = 3600
      metrics = [
        for name in ["ApiCalls", "Retries", "Throttles"] :
        [{ expression = "SUM(SEARCH('{Muster,Account,Region} MetricName=\"${name}\"', 'Sum', 3600))", label = name }]
      ]
    },
    {
      title   = "Messages that wait"
      view    = "timeSeries"
      stat    = "Maximum"
      period  = 300
      metrics = [for queue in aws_sqs_queue.work : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue.name]]
    },
    {
      title   = "Dead letters"
      view    = "timeSeries"
      stacked = true
      stat    = "Maximum"
      period  = 300
      metrics = [for queue in aws_sqs_queue.dead_letters : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue.name]]
    },
    {
      title   = "Runs that broke"
      view    = "timeSeries"
      stacked = true
      stat    = "Sum"
      period  = 900
      metrics = [for function in module.function : ["AWS/Lambda", "Errors", "FunctionName", function.name]]
    },
    {
      title   = "Runs that Lambda had no concurrency for"
      view    = "timeSeries"
      stacked = true
      stat    = "Sum"
      period  = 900
      metrics = [for function in module.function : ["AWS/Lambda", "Throttles", "FunctionName", function.name]]
    },
    {
      title   = "Longest run: milliseconds"
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
    widgets = [
      for place, widget in local.widgets : {
        type       = "metric"
        x          = place % 2 * 12
        y          = floor(place / 2) * 6
        width      = 12
        height     = 6
        properties = merge({ stacked = false, region = local.region }, widget)
      }
    ]
  })
}
