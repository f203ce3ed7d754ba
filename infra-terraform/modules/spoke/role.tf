# What the hub's functions may do in this account: read the facts that they need, and run that one document.

locals {
  roles = var.role_name == null ? {} : { (var.role_name) = var.role_name }

  region_condition = { StringEquals = { "aws:RequestedRegion" = var.hub.regions } }
}

resource "aws_iam_role" "spoke" {
  for_each = local.roles

  name        = each.value
  description = "Assumed by the functions of Muster in account ${var.hub.account} to scan this account"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [merge(
      {
        Sid       = "ThoseFunctionsOfTheHub"
        Effect    = "Allow"
        Principal = { AWS = var.hub.role_arns }
        Action    = "sts:AssumeRole"
      },
      # The hub's account is trusted only as long as it is in the organization.
      var.hub.organization_id == null ? {} : { Condition = { StringEquals = { "aws:PrincipalOrgID" = var.hub.organization_id } } },
    )]
  })
}

resource "aws_iam_role_policy" "spoke" {
  for_each = local.roles

  name = "what-the-hub-calls"
  role = aws_iam_role.spoke[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Look"
        Effect   = "Allow"
        Resource = "*"
        Action = sort(distinct(concat(
          module.contract.actions.read_fleet,
          module.contract.actions.read_guests,
          module.contract.actions.find_guests,
          module.contract.actions.read_logs,
        )))
        Condition = local.region_condition
      },
      {
        Sid    = "QueryLogs"
        Effect = "Allow"
        Action = module.contract.actions.query_logs
        Resource = [
          for prefix in length(var.hub.log_group_prefixes) > 0 ? sort(var.hub.log_group_prefixes) : [""] :
          "arn:${local.partition}:logs:*:${local.account}:log-group:${prefix}*"
        ]
        Condition = local.region_condition
      },
      {
        Sid      = "ReadThePriceList"
        Effect   = "Allow"
        Action   = module.contract.actions.read_prices
        Resource = "*"
      },
      {
        Sid       = "ReadWhichImagesAreTheNewest"
        Effect    = "Allow"
        Action    = module.contract.actions.read_public_parameters
        Resource  = "arn:${local.partition}:ssm:*::parameter/aws/service/*"
        Condition = local.region_condition
      },
      {
        Sid       = "CompareTheProbe"
        Effect    = "Allow"
        Action    = module.contract.actions.read_document
        Resource  = "arn:${local.partition}:ssm:*:${local.account}:document/${var.hub.probe_document}"
        Condition = local.region_condition
      },
      {
        Sid    = "SendTheProbe"
        Effect = "Allow"
        Action = module.contract.actions.send_probe
        Resource = [
          "arn:${local.partition}:ssm:*:${local.account}:document/${var.hub.probe_document}",
          "arn:${local.partition}:ec2:*:${local.account}:instance/*",
        ]
        Condition = local.region_condition
      },
    ]
  })
}
