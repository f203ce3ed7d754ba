# The table of io.muster.aws.store.FindingTable, which says what the keys and indexes are for. A test keeps the two equal.

locals {
  # What a row of an index shows in DynamoDB's item explorer; the item itself has the long texts.
  columns         = ["check", "verdict", "title", "actual", "resourceId", "workload"]
  screen_columns  = ["partition", "check", "row", "title", "actual", "reasons", "resourceType", "resourceId", "workload", "observedAt", "lastSeen", "hiddenChecks"]
  subject_columns = ["verdict", "severity", "title", "resolvedAt"]
}

resource "aws_dynamodb_table" "findings" {
  name                        = var.table
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "pk"
  range_key                   = "sk"
  stream_enabled              = true
  stream_view_type            = "NEW_AND_OLD_IMAGES"
  deletion_protection_enabled = var.protect_table

  dynamic "attribute" {
    for_each = ["pk", "sk", "openPk", "openSk", "openVerdictPk", "resourceKey", "check", "workloadKey"]

    content {
      name = attribute.value
      type = "S"
    }
  }

  global_secondary_index {
    name               = "open-by-severity"
    hash_key           = "openPk"
    range_key          = "openSk"
    projection_type    = "INCLUDE"
    non_key_attributes = local.columns
  }

  global_secondary_index {
    name               = "open-by-verdict"
    hash_key           = "openVerdictPk"
    range_key          = "openSk"
    projection_type    = "INCLUDE"
    non_key_attributes = local.screen_columns
  }

  global_secondary_index {
    name               = "by-resource"
    hash_key           = "resourceKey"
    range_key          = "check"
    projection_type    = "INCLUDE"
    non_key_attributes = local.subject_columns
  }

  global_secondary_index {
    name               = "by-workload"
    hash_key           = "workloadKey"
    range_key          = "sk"
    projection_type    = "INCLUDE"
    non_key_attributes = local.subject_columns
  }

  ttl {
    enabled        = true
    attribute_name = "expiresAt"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.muster.arn
  }
}
