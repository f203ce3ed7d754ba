# Who decides: each invocation of the function decide, with the identity that made it, in a bucket of its own. A decision itself holds
# the name that a person gave, because CloudWatch does not tell a widget who looks at it.

locals {
  trail_name   = "${var.name}-decisions"
  trail_bucket = "${var.name}-decisions-${local.account}-${local.region}"
  trail_arn    = "arn:${local.partition}:cloudtrail:${local.region}:${local.account}:trail/${local.trail_name}"

  # A decision lasts a year at most.
  trail_days = 400
}

resource "aws_s3_bucket" "trail" {
  count = var.record_decisions ? 1 : 0

  bucket = local.trail_bucket
  # As with the table: what is protected is not removed with the deployment.
  force_destroy = !var.protect_table
}

resource "aws_s3_bucket_public_access_block" "trail" {
  count = var.record_decisions ? 1 : 0

  bucket                  = aws_s3_bucket.trail[0].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "trail" {
  count = var.record_decisions ? 1 : 0

  bucket = aws_s3_bucket.trail[0].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "trail" {
  count = var.record_decisions ? 1 : 0

  bucket = aws_s3_bucket.trail[0].id

  rule {
    id     = "forget"
    status = "Enabled"

    filter {}

    expiration {
      days = local.trail_days
    }
  }
}

resource "aws_s3_bucket_policy" "trail" {
  count = var.record_decisions ? 1 : 0

  bucket = aws_s3_bucket.trail[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "FindTheBucket"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = aws_s3_bucket.trail[0].arn
        Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn } }
      },
      {
        Sid       = "WriteTheTrail"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.trail[0].arn}/AWSLogs/${local.account}/*"
        Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn, "s3:x-amz-acl" = "bucket-owner-full-control" } }
      },
      {
        Sid       = "RefusePlainHttp"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.trail[0].arn, "${aws_s3_bucket.trail[0].arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "decisions" {
  count = var.record_decisions ? 1 : 0

  name                          = local.trail_name
  s3_bucket_name                = aws_s3_bucket.trail[0].id
  include_global_service_events = false
  is_multi_region_trail         = false
  enable_log_file_validation    = true

  # Data events alone: a second copy of management events would be charged.
  advanced_event_selector {
    name = "Invocations of the function decide"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::Lambda::Function"]
    }

    # With or without the alias.
    field_selector {
      field       = "resources.ARN"
      starts_with = ["arn:${local.partition}:lambda:${local.region}:${local.account}:function:${var.name}-decide"]
    }
  }

  depends_on = [aws_s3_bucket_policy.trail]
}
