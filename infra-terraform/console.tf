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
