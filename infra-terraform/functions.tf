locals {
  functions_zip = var.functions_zip != null ? var.functions_zip : "${path.module}/../functions/handlers/target/muster-functions.zip"

  functions = {
    fleet-scan = {
      description = "Scans scopes of this account and brings the table of findings up to date"
      handler     = "io.muster.handlers.FleetScanHandler"
      # One invocation scans all regions, one after the other, so it gets as long as Lambda gives.
      timeout_seconds = 900
    }
  }
}

module "function" {
  source   = "./modules/function"
  for_each = local.functions

  name            = "${var.name}-${each.key}"
  description     = each.value.description
  handler         = each.value.handler
  timeout_seconds = each.value.timeout_seconds
  zip             = local.functions_zip
  environment     = merge(local.settings, { MUSTER_TABLE = aws_dynamodb_table.findings.name })
  statements      = local.statements[each.key]

  log_retention_days = var.log_retention_days
  kms_key_arn        = aws_kms_key.muster.arn
}
