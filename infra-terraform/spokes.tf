# Other regions and other accounts. modules/spoke is the other half: the resources there.

locals {
  accounts = length(var.accounts) > 0 ? var.accounts : [local.account]

  other_accounts     = sort(setsubtract(local.accounts, concat([local.account], var.exclude_accounts)))
  has_other_accounts = var.organization || length(local.other_accounts) > 0
  has_spokes         = local.has_other_accounts || length(setsubtract(local.regions, [local.region])) > 0

  buses = merge(
    { default = { name = "default", suffix = "" } },
    local.has_spokes ? { spokes = { name = aws_cloudwatch_event_bus.spokes[0].name, suffix = "-of-spokes" } } : {},
  )
}

# Not the default bus, because write access to that reaches every rule of the account.
resource "aws_cloudwatch_event_bus" "spokes" {
  count = local.has_spokes ? 1 : 0

  name = "${var.name}-spokes"
}

# An account's own regions need no permission on the bus beyond their role's.
resource "aws_cloudwatch_event_bus_policy" "spokes" {
  count = local.has_other_accounts ? 1 : 0

  event_bus_name = aws_cloudwatch_event_bus.spokes[0].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "EventsOfSpokes"
      Effect    = "Allow"
      Principal = { AWS = var.organization ? ["*"] : [for account in local.other_accounts : "arn:${local.partition}:iam::${account}:root"] }
      Action    = "events:PutEvents"
      Resource  = aws_cloudwatch_event_bus.spokes[0].arn
      Condition = {
        StringEquals = merge(
          {
            "events:source"      = sort(distinct(flatten([for pattern in module.contract.event_patterns : pattern.source])))
            "events:detail-type" = sort(flatten([for pattern in module.contract.event_patterns : pattern.detail-type]))
          },
          var.organization_id == null ? {} : { "aws:PrincipalOrgID" = [var.organization_id] },
        )
      }
    }]
  })
}
