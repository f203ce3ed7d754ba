# The findings in the dashboard (dashboard.tf): a custom widget, which CloudWatch runs with the permissions of the person who looks
# at it.

locals {
  # Each of the two leads to the other, so that neither can be asked for its ARN.
  console_arn = "arn:${local.partition}:lambda:${local.region}:${local.account}:function:${var.name}-console:live"
  decide_arn  = "arn:${local.partition}:lambda:${local.region}:${local.account}:function:${var.name}-decide:live"

  # The full width of the dashboard, which has 24 columns, before the metrics.
  console_widget = {
    type   = "custom"
    x      = 0
    y      = 0
    width  = 24
    height = 16
    properties = {
      title    = "Fleet readiness"
      endpoint = module.function["console"].alias_arn
      params   = { page = "overview" }
      updateOn = { refresh = true, resize = false, timeRange = false }
    }
  }

  # What the function is told of the trail of decisions (trail.tf): its name is shown where people decide.
  trail_environment = var.record_decisions ? { MUSTER_DECISION_TRAIL = local.trail_name } : {}
}

# One workload each: its scorecard, and its findings below.
resource "aws_cloudwatch_dashboard" "workload" {
  for_each = var.workload_dashboards

  dashboard_name = "${var.name}-${each.key}"

  dashboard_body = jsonencode({
    widgets = [
      for place, params in [{ page = "workload", of = each.value }, { page = "findings", workload = each.value }] :
      merge(local.console_widget, {
        y          = place * local.console_widget.height
        properties = merge(local.console_widget.properties, { title = "${place == 0 ? "Readiness" : "Findings"}: ${each.value}", params = params })
      })
    ]
  })
}

# In addition to the reader's.
resource "aws_iam_policy" "decider" {
  count = var.decide_in_console ? 1 : 0

  name        = "${var.name}-decider"
  description = "Waives findings and attests items in the CloudWatch dashboard ${var.name}"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Decide"
      Effect   = "Allow"
      Action   = ["lambda:InvokeFunction"]
      Resource = [module.function["decide"].alias_arn]
    }]
  })
}

resource "aws_iam_policy" "reader" {
  name        = "${var.name}-reader"
  description = "Shows the findings in the CloudWatch dashboard ${var.name}"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ShowFindings"
        Effect   = "Allow"
        Action   = ["lambda:InvokeFunction"]
        Resource = [module.function["console"].alias_arn]
      },
      {
        Sid      = "OpenTheDashboard"
        Effect   = "Allow"
        Action   = ["cloudwatch:GetDashboard"]
        Resource = concat([aws_cloudwatch_dashboard.muster.dashboard_arn], [for dashboard in aws_cloudwatch_dashboard.workload : dashboard.dashboard_arn])
      },
      {
        # Neither has resources to IAM.
        Sid      = "FillItsGraphs"
        Effect   = "Allow"
        Action   = ["cloudwatch:GetMetricData", "cloudwatch:ListMetrics"]
        Resource = ["*"]
      },
    ]
  })
}
