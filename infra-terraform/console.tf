# The findings in the dashboard (dashboard.tf): a custom widget, which CloudWatch runs with the permissions of the person who looks
# at it.

locals {
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
        Resource = [aws_cloudwatch_dashboard.muster.dashboard_arn]
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
