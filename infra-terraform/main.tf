# Region and credentials come from the environment (AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL), as for the AWS CLI.
provider "aws" {
  default_tags {
    tags = merge({ Application = "muster" }, var.tags)
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  # The attribute that both major versions of the provider have.
  region = data.aws_region.current.id

  regions = length(var.regions) > 0 ? var.regions : [local.region]

  # What ./muster and the functions read from the environment, under the names that docs/checks.md lists.
  settings = {
    MUSTER_WORKLOAD_TAG_KEY                  = var.workload_tag_key
    MUSTER_OWNER_TAG_KEY                     = var.owner_tag_key
    MUSTER_RUNBOOK_TAG_KEY                   = var.runbook_tag_key
    MUSTER_PUBLIC_TAG_KEY                    = var.public_tag_key
    MUSTER_ADMIN_PORTS                       = join(",", var.admin_ports)
    MUSTER_IMAGE_MAXIMUM_AGE_DAYS            = tostring(var.image_maximum_age_days)
    MUSTER_SNAPSHOT_MAXIMUM_AGE_DAYS         = tostring(var.snapshot_maximum_age_days)
    MUSTER_STOPPED_MAXIMUM_DAYS              = tostring(var.stopped_maximum_days)
    MUSTER_MINIMUM_ZONES                     = tostring(var.minimum_zones)
    MUSTER_MINIMUM_GROUP_SIZE                = tostring(var.minimum_group_size)
    MUSTER_LIKE_FOR_LIKE_PERCENT             = tostring(var.like_for_like_percent)
    MUSTER_GUEST_MAXIMUM_AGE_HOURS           = tostring(var.guest_maximum_age_hours)
    MUSTER_FILESYSTEM_MAXIMUM_PERCENT        = tostring(var.filesystem_maximum_percent)
    MUSTER_FILESYSTEM_MINIMUM_DAYS           = tostring(var.filesystem_minimum_days)
    MUSTER_FAILED_LOGINS_MAXIMUM             = tostring(var.failed_logins_maximum)
    MUSTER_ROOT_LOGIN_DAYS                   = tostring(var.root_login_days)
    MUSTER_LOG_ERROR_DAYS                    = tostring(var.log_error_days)
    MUSTER_LOG_FILE_MAXIMUM_MIB              = tostring(var.log_file_maximum_mib)
    MUSTER_LOG_SHARE_MAXIMUM_PERCENT         = tostring(var.log_share_maximum_percent)
    MUSTER_CLOCK_OFFSET_MAXIMUM_MILLISECONDS = tostring(var.clock_offset_maximum_milliseconds)
    MUSTER_LOG_INSTANCE_PATTERN              = var.log_instance_pattern
    MUSTER_LOG_MAXIMUM_AGE_HOURS             = tostring(var.log_maximum_age_hours)
    MUSTER_LOG_SILENCE_HOURS                 = tostring(var.log_silence_hours)
    MUSTER_LOG_RETENTION_MINIMUM_DAYS        = tostring(var.log_retention_minimum_days)
    MUSTER_LOG_RETENTION_MAXIMUM_DAYS        = tostring(var.log_retention_maximum_days)
    MUSTER_LOG_IDLE_DAYS                     = tostring(var.log_idle_days)
    MUSTER_LOG_SERVER_ERRORS_PERCENT         = tostring(var.log_server_errors_percent)
    MUSTER_LOG_SAVING_MINIMUM_USD            = tostring(var.log_saving_minimum_usd)
    MUSTER_LOG_GROUP_PREFIXES                = join(",", var.log_group_prefixes)
    MUSTER_LOG_GROUP_EXCLUDED                = join(",", var.log_group_excluded)
    MUSTER_LOG_GROUP_TAG                     = var.log_group_tag
    MUSTER_LOG_GROUP_CLASSES                 = join(",", var.log_group_classes)
    MUSTER_LOG_ACCESS_NAMES                  = join(",", var.log_access_names)
    MUSTER_LOG_QUERIES                       = tostring(var.log_queries)
    MUSTER_LOG_SCAN_MAXIMUM_GIB              = tostring(var.log_scan_maximum_gib)
    MUSTER_LOG_LOOKBACK_HOURS                = tostring(var.log_lookback_hours)
    MUSTER_LOG_OVERLAP_HOURS                 = tostring(var.log_overlap_hours)
    MUSTER_PROBE_DOCUMENT                    = aws_ssm_document.guest_probe.name
    MUSTER_PROBE_CONCURRENCY                 = tostring(var.probe_concurrency)
    MUSTER_PROBE_CALLS_PER_SECOND            = tostring(var.probe_calls_per_second)
  }
}
