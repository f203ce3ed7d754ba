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
    MUSTER_WORKLOAD_TAG_KEY          = var.workload_tag_key
    MUSTER_OWNER_TAG_KEY             = var.owner_tag_key
    MUSTER_RUNBOOK_TAG_KEY           = var.runbook_tag_key
    MUSTER_PUBLIC_TAG_KEY            = var.public_tag_key
    MUSTER_ADMIN_PORTS               = join(",", var.admin_ports)
    MUSTER_IMAGE_MAXIMUM_AGE_DAYS    = tostring(var.image_maximum_age_days)
    MUSTER_SNAPSHOT_MAXIMUM_AGE_DAYS = tostring(var.snapshot_maximum_age_days)
    MUSTER_STOPPED_MAXIMUM_DAYS      = tostring(var.stopped_maximum_days)
    MUSTER_MINIMUM_ZONES             = tostring(var.minimum_zones)
    MUSTER_MINIMUM_GROUP_SIZE        = tostring(var.minimum_group_size)
    MUSTER_LIKE_FOR_LIKE_PERCENT     = tostring(var.like_for_like_percent)
  }
}
