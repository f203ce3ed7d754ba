locals {
  functions_zip = var.functions_zip != null ? var.functions_zip : "${path.module}/../functions/handlers/target/muster-functions.zip"

  functions = {
    fleet-scan = {
      description = "Scans scopes of this account and brings the table of findings up to date"
      handler     = "io.muster.handlers.scan.FleetScanHandler"
      # One invocation scans all regions, one after the other, so it gets as long as Lambda gives.
      timeout_seconds = 900
    }
    guest-probe = {
      description     = "Sends the probe to the guests of this account and collects answers whose events were missed"
      handler         = "io.muster.handlers.guest.GuestProbeHandler"
      timeout_seconds = 900
    }
    guest-results = {
      description = "Reads, stores and judges what guests answered, when their command has ended"
      handler     = "io.muster.handlers.guest.GuestResultsHandler"
      # One command has fifty guests at most, and Systems Manager is asked at a bounded pace.
      timeout_seconds = 300
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
