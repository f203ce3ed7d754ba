# Events of this region, forwarded to the hub's bus. The hub's next schedule makes up for one that does not arrive.

resource "aws_cloudwatch_event_rule" "hub" {
  for_each = module.contract.event_patterns

  name          = "${local.prefix}-${each.key}"
  description   = "${module.contract.event_descriptions[each.key]}: to Muster in ${var.hub.account}, ${var.hub.region}"
  event_pattern = jsonencode(each.value)
}

resource "aws_cloudwatch_event_target" "hub" {
  for_each = module.contract.event_patterns

  rule      = aws_cloudwatch_event_rule.hub[each.key].name
  target_id = "hub"
  arn       = var.hub.event_bus_arn
  role_arn  = aws_iam_role.forward.arn

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 10
  }
}

locals {
  # The name of the hub's bus, so that two deployments of Muster can scan one account.
  prefix = regex(":event-bus/(.+)$", var.hub.event_bus_arn)[0]
}

# One for each region, because roles are the account's.
resource "aws_iam_role" "forward" {
  name        = "${local.prefix}-${local.region}"
  description = "Forwards events of ${local.region} to Muster in account ${var.hub.account}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account }
        ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:events:${local.region}:${local.account}:rule/${local.prefix}-*" }
      }
    }]
  })
}

resource "aws_iam_role_policy" "forward" {
  name = "hand-on-events"
  role = aws_iam_role.forward.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "HandOnEvents"
      Effect   = "Allow"
      Action   = "events:PutEvents"
      Resource = var.hub.event_bus_arn
    }]
  })
}
